/** The public health check, which costs the server almost nothing. */
const healthPath = '/api/healthz';
const answerMillis = 10_000;
/** Upper bounds of random delays: all pages lose a server at once and must not ask at once. */
const firstDelayMillis = 1_000;
const longestDelayMillis = 5_000;

type Outage = { end: Promise<void>; tellEnd: () => void; failures: number };

let outage: Outage | null = null;
const listeners = new Set<() => void>();

/** Whether the server is known to be unreachable. Requests report it, and it is then polled until it answers. */
export function isAway(): boolean {
  return outage !== null;
}

export function onReach(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Call when the server did not answer. */
export function tellAway(): void {
  if (outage) return;
  let tellEnd = () => {};
  const end = new Promise<void>((resolve) => {
    tellEnd = resolve;
  });
  outage = { end, tellEnd, failures: 0 };
  askLater(outage);
  for (const listener of listeners) listener();
}

/** Call when the server answered. */
export function tellBack(): void {
  if (!outage) return;
  const { tellEnd } = outage;
  outage = null;
  tellEnd();
  for (const listener of listeners) listener();
}

/** Resolves once the server answers, or at once if it is not known to be unreachable. */
export function untilBack(): Promise<void> {
  return outage?.end ?? Promise.resolve();
}

/** Checks whether the server answers, and records it. */
export async function askServer(): Promise<boolean> {
  const isThere = await isAnswered();
  if (isThere) tellBack();
  else tellAway();
  return isThere;
}

function askLater(asked: Outage): void {
  const longest = Math.min(longestDelayMillis, firstDelayMillis * 2 ** asked.failures);
  setTimeout(async () => {
    if (outage !== asked) return;
    asked.failures += 1;
    if (await isAnswered()) tellBack();
    else if (outage === asked) askLater(asked);
  }, longest * Math.random());
}

async function isAnswered(): Promise<boolean> {
  try {
    const { status } = await fetch(healthPath, {
      cache: 'no-store',
      signal: AbortSignal.timeout(answerMillis),
    });
    // A proxy may answer for a server that is down.
    return status < 500;
  } catch {
    return false;
  }
}
