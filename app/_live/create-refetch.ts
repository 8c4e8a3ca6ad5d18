import { randomDelayMillis } from './random-delay';

export type Refetch = {
  /** Runs the request after a delay in milliseconds, unless one waits already. */
  schedule(millis: number): void;
  /** No further request is sent. */
  stop(): void;
};

/** Repeats a request on demand, one at a time: what is asked for during a request is done after it. */
export function createRefetch(request: () => Promise<void>): Refetch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  let nextMillis: number | null = null;
  let isStopped = false;

  async function run(): Promise<void> {
    timer = undefined;
    isRunning = true;
    try {
      await request();
    } catch {
      nextMillis = 5 * randomDelayMillis();
    } finally {
      isRunning = false;
    }
    const millis = nextMillis;
    nextMillis = null;
    if (millis !== null) schedule(millis);
  }

  function schedule(millis: number): void {
    // A request in flight may fail after the page was left.
    if (isStopped) return;
    if (isRunning) nextMillis = Math.min(millis, nextMillis ?? millis);
    else timer ??= setTimeout(() => void run(), millis);
  }

  return {
    schedule,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
