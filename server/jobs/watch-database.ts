import type { Store } from '@/db/store';
import { asSentence } from '../error-sentences';
import type { Logger } from '../log';

const checkMillis = 1_000;

/**
 * Checks regularly, also while nobody writes, that the database is not lost: its file replaced, moved or deleted, or a
 * thread that reads or writes it failed. Then the program must stop, because it would show and accept what a restart
 * would not find.
 */
export function watchDatabase({ store, log, onLost }: { store: Store; log: Logger; onLost(): void }): {
  close(): Promise<void>;
} {
  let isFailing = false;
  const timer = setInterval(async () => {
    try {
      const lost = await store.findFatalError();
      isFailing = false;
      if (lost === null) return;
      clearInterval(timer);
      log.fatal(asSentence(lost));
      onLost();
    } catch (error) {
      if (!isFailing) log.error({ err: error }, 'The database file cannot be checked');
      isFailing = true;
    }
  }, checkMillis);
  return { close: async () => clearInterval(timer) };
}
