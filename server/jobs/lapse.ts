import { systemPrincipal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import type { Logger } from '../log';

/** The maximum wait, for what no timer covers: clock changes, writes of other processes, and setTimeout's 24.8 days. */
const maxWaitMillis = 5_000;

/**
 * Sets threats to lapsed when their validity ends. Before it resolves, it lapses those whose validity ended while the
 * program was not running, so that no response shows them as current.
 */
export async function startLapsing({
  store,
  log,
}: {
  store: Store;
  log: Logger;
}): Promise<{ close(): Promise<void> }> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let checking: Promise<void> | undefined;
  let isRequested = false;
  let isClosed = false;

  /** Lapses the threats that are due and returns the time until the next check (ms). */
  async function lapse(): Promise<number> {
    for (;;) {
      const next = await store.nextLapse(systemPrincipal);
      const wait = next === null ? maxWaitMillis : next - Date.now();
      if (wait > 0) return Math.min(wait, maxWaitMillis);
      const count = await store.lapseDue(systemPrincipal, Date.now());
      if (count === 0) return maxWaitMillis;
      log.info({ count }, 'Threats lapsed: their validity ended');
    }
  }

  /** Requests a check. Checks run one at a time, and requests during a check cause one more. */
  function requestCheck(): void {
    isRequested = true;
    checking ??= runChecks();
  }

  async function runChecks(): Promise<void> {
    let wait = maxWaitMillis;
    while (isRequested && !isClosed) {
      isRequested = false;
      try {
        wait = await lapse();
      } catch (error) {
        log.error({ err: error }, 'Threats could not be lapsed; it is tried again');
        wait = maxWaitMillis;
      }
    }
    checking = undefined;
    if (!isClosed) startTimer(wait);
  }

  function startTimer(wait: number): void {
    clearTimeout(timer);
    timer = setTimeout(requestCheck, wait);
  }

  startTimer(await lapse());
  const unsubscribe = store.onCommit(requestCheck);
  return {
    async close() {
      isClosed = true;
      unsubscribe();
      clearTimeout(timer);
      await checking;
    },
  };
}
