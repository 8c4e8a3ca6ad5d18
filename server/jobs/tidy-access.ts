import { systemPrincipal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import type { Logger } from '../log';

/** Puts away every hour, and at the start, what people came in by and has run out. */
export function startTidying({
  store,
  log,
  everyMillis = 3_600_000,
}: {
  store: Pick<Store, 'deleteExpiredAccess'>;
  log: Logger;
  everyMillis?: number;
}): { close(): Promise<void> } {
  const tidy = () => {
    store.deleteExpiredAccess(systemPrincipal, Date.now()).catch((error: unknown) => {
      log.error({ err: error }, 'What has run out could not be put away; it is tried again');
    });
  };
  tidy();
  const clock = setInterval(tidy, everyMillis);
  return { close: async () => clearInterval(clock) };
}
