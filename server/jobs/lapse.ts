import { systemPrincipal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import type { Logger } from '../log';

/** Catches what no timer tells: a clock that jumps, another process's writes, waits over setTimeout's 24.8 days. */
const longestWaitMillis = 5_000;

/**
 * Sets threats to lapsed at the moment their validity ends. Those whose moment passed while the program was
 * down are lapsed before it resolves, so that no request is ever answered with a threat that is over.
 */
export async function startLapsing({
  store,
  log,
}: {
  store: Store;
  log: Logger;
}): Promise<{ close(): Promise<void> }> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking: Promise<void> | undefined;
  let isHinted = false;
  let isClosed = false;

  /** Lapses what is due, and answers how long there is nothing more to do (ms). */
  async function lapse(): Promise<number> {
    for (;;) {
      const next = await store.nextLapse(systemPrincipal);
      const wait = next === null ? longestWaitMillis : next - Date.now();
      if (wait > 0) return Math.min(wait, longestWaitMillis);
      const count = await store.lapseDue(systemPrincipal, Date.now());
      if (count === 0) return longestWaitMillis;
      log.info({ count }, 'Threats lapsed: their validity ended');
    }
  }

  /** One look at a time; a burst of commits makes one more. */
  function look(): void {
    isHinted = true;
    looking ??= lookOn();
  }

  async function lookOn(): Promise<void> {
    let wait = longestWaitMillis;
    while (isHinted && !isClosed) {
      isHinted = false;
      try {
        wait = await lapse();
      } catch (error) {
        log.error({ err: error }, 'Threats could not be lapsed; it is tried again soon');
        wait = longestWaitMillis;
      }
    }
    looking = undefined;
    if (!isClosed) arm(wait);
  }

  function arm(wait: number): void {
    clearTimeout(timer);
    timer = setTimeout(look, wait);
  }

  arm(await lapse());
  const stopHints = store.onCommit(look);
  return {
    async close() {
      isClosed = true;
      stopHints();
      clearTimeout(timer);
      await looking;
    },
  };
}
