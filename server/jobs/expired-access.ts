import { systemPrincipal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import type { Logger } from '../log';

/** Deletes expired sessions, links and counts of failed sign-ins, at start and every hour. */
export function startAccessCleanup({
  store,
  log,
  everyMillis = 3_600_000,
}: {
  store: Pick<Store, 'deleteExpiredAccess'>;
  log: Logger;
  everyMillis?: number;
}): { close(): Promise<void> } {
  const deleteExpired = () => {
    store.deleteExpiredAccess(systemPrincipal, Date.now()).catch((error: unknown) => {
      log.error({ err: error }, 'Expired sessions and links could not be deleted; it is tried again');
    });
  };
  deleteExpired();
  const timer = setInterval(deleteExpired, everyMillis);
  return { close: async () => clearInterval(timer) };
}
