import { systemPrincipal } from '@/db/model/principal';
import type { Store } from '@/db/store';
import type { Logger } from '../log';

/** Catches what no timer tells: a clock that jumps, another process's writes, waits over setTimeout's 24.8 days. */
const longestWaitMillis = 60_000;
const shortestWaitMillis = 20;

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
  let isClosed = false;
  let isArming = false;
  let running = Promise.resolve();

  async function lapse(): Promise<void> {
    for (;;) {
      const count = await store.lapseDue(systemPrincipal, Date.now());
      if (count === 0) return;
      log.info({ count }, 'Threats lapsed: their validity ended');
    }
  }

  async function arm(): Promise<void> {
    const next = await store.nextLapse(systemPrincipal);
    if (isClosed) return;
    const wait = next === null ? longestWaitMillis : next - Date.now();
    clearTimeout(timer);
    timer = setTimeout(
      () =>
        queue(async () => {
          await lapse();
          await arm();
        }),
      Math.min(longestWaitMillis, Math.max(shortestWaitMillis, wait)),
    );
  }

  function queue(task: () => Promise<void>): void {
    running = running.then(async () => {
      if (isClosed) return;
      await task().catch((error: unknown) => {
        log.error({ err: error }, 'Threats could not be lapsed; they will be tried again within a minute');
        clearTimeout(timer);
        timer = setTimeout(() => queue(() => lapse().then(arm)), longestWaitMillis);
      });
    });
  }

  /** A burst of commits arms once. */
  function rearm(): void {
    if (isArming) return;
    isArming = true;
    queue(async () => {
      isArming = false;
      await arm();
    });
  }

  await lapse();
  await arm();
  const stopHints = store.onCommit(rearm);
  return {
    async close() {
      isClosed = true;
      stopHints();
      clearTimeout(timer);
      await running;
    },
  };
}
