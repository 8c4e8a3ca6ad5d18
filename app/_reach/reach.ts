/** Where anybody may ask whether the server is there; it costs next to nothing. */
const healthPath = '/api/healthz';
const answerMillis = 10_000;
/** Each waits a random part of these: all pages lose a server at once, and must not ask at once. */
const firstDelayMillis = 1_000;
const longestDelayMillis = 5_000;

type Outage = { end: Promise<void>; tellEnd: () => void; failures: number };

let outage: Outage | null = null;
const listeners = new Set<() => void>();

/** Does the server answer, as far as this page knows? What asks it tells; while it is away it is asked again. */
export function isAway(): boolean {
  return outage !== null;
}

export function onReach(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** For what got no answer from the server. */
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

/** For what got an answer from the server. */
export function tellBack(): void {
  if (!outage) return;
  const { tellEnd } = outage;
  outage = null;
  tellEnd();
  for (const listener of listeners) listener();
}

/** Resolves once the server answers; at once where it is not known to be away. */
export function untilBack(): Promise<void> {
  return outage?.end ?? Promise.resolve();
}

/** Asks the server whether it is there, and tells. */
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
    // A proxy answers for a server that is away.
    return status < 500;
  } catch {
    return false;
  }
}
