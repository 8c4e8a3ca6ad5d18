import { systemPrincipal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import type { Refusals } from '../auth/refusals';
import type { Logger } from '../log';

type RefusalDeps = {
  store: Pick<Store, 'logAccess'>;
  refusals: Pick<Refusals, 'take'>;
  log: Logger;
  everyMillis?: number;
};

/** Records refusals in the audit: one entry per kind and minute, whatever their number, and one on shutdown. */
export function startRefusalAudit({ store, refusals, log, everyMillis = 60_000 }: RefusalDeps): {
  close(): Promise<void>;
} {
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    for (const details of refusals.take()) {
      try {
        await store.logAccess(systemPrincipal, { what: 'refused', accountId: systemPrincipal.id, details });
      } catch (error) {
        log.error({ err: error, ...details }, 'Refusals could not be recorded in the audit');
      }
    }
  }

  function scheduleWrite(): void {
    writing = writing.then(write);
  }

  const timer = setInterval(scheduleWrite, everyMillis);
  return {
    async close() {
      clearInterval(timer);
      scheduleWrite();
      await writing;
    },
  };
}
