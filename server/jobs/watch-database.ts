import type { Store } from '@/db/store';
import type { Logger } from '../log';

const lookMillis = 1_000;

/**
 * Notices, also while nobody writes, that the database is lost: its file was replaced, moved or deleted, or what
 * writes or reads it has failed. Nothing more is acknowledged then, and what is shown is no longer what a restart
 * would find.
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
      log.fatal(lost);
      onLost();
    } catch (error) {
      if (!isFailing) log.error({ err: error }, 'The file of the database cannot be looked at');
      isFailing = true;
    }
  }, lookMillis);
  return { close: async () => clearInterval(timer) };
}
