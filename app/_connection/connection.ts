/** The public health check, which costs the server almost nothing. */
const healthPath = '/api/healthz';
const answerMillis = 10_000;
/** Upper bounds of random delays: all pages lose a server at once and must not ask at once. */
const firstDelayMillis = 1_000;
const maxDelayMillis = 5_000;

type Outage = { end: Promise<void>; endOutage: () => void; failures: number };

let outage: Outage | null = null;
const listeners = new Set<() => void>();

/** Whether the server is known to be unreachable. Requests report it, and it is then polled until it answers. */
export function isOffline(): boolean {
  return outage !== null;
}

export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Call when the server did not answer. */
export function reportOffline(): void {
  if (outage) return;
  let endOutage = () => {};
  const end = new Promise<void>((resolve) => {
    endOutage = resolve;
  });
  outage = { end, endOutage, failures: 0 };
  pollLater(outage);
  for (const listener of listeners) listener();
}

/** Call when the server answered. */
export function reportOnline(): void {
  if (!outage) return;
  const { endOutage } = outage;
  outage = null;
  endOutage();
  for (const listener of listeners) listener();
}

/** Resolves once the server answers, or at once if it is not known to be unreachable. */
export function untilOnline(): Promise<void> {
  return outage?.end ?? Promise.resolve();
}

/** Checks whether the server answers, and records it. */
export async function checkServer(): Promise<boolean> {
  const isThere = await isServerAnswering();
  if (isThere) reportOnline();
  else reportOffline();
  return isThere;
}

function pollLater(polled: Outage): void {
  const maxMillis = Math.min(maxDelayMillis, firstDelayMillis * 2 ** polled.failures);
  setTimeout(async () => {
    if (outage !== polled) return;
    polled.failures += 1;
    if (await isServerAnswering()) reportOnline();
    else if (outage === polled) pollLater(polled);
  }, maxMillis * Math.random());
}

async function isServerAnswering(): Promise<boolean> {
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
