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

/** Enters what was refused into the journal: a row a minute for each kind, however many there were; and on the way down. */
export function startRefusalNotes({ store, refusals, log, everyMillis = 60_000 }: RefusalDeps): {
  close(): Promise<void>;
} {
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    for (const details of refusals.take()) {
      try {
        await store.logAccess(systemPrincipal, { what: 'refused', accountId: systemPrincipal.id, details });
      } catch (error) {
        log.error({ err: error, ...details }, 'What was refused could not be entered into the journal');
      }
    }
  }

  function look(): void {
    writing = writing.then(write);
  }

  const clock = setInterval(look, everyMillis);
  return {
    async close() {
      clearInterval(clock);
      look();
      await writing;
    },
  };
}
