import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '@/db/model/access/principal';
import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import type { Country } from '@/db/model/places/countries';
import type { Accounts } from './auth/accounts';
import type { Identity } from './auth/identity';
import type { ReadAudit } from './auth/read-audit';
import type { Refusals } from './auth/refusals';
import type { Attempts } from './auth/sign-in';
import type { EventList, EventsQuery } from './events/list-events';
import type { ExportEvents } from './export/export-events';
import type { Addresses } from './http/guard/addresses';
import type { Logger } from './log';
import type { Services } from './services';
import type { ReadStatus } from './status';

export type Runtime = Services & {
  log: Logger;
  publicUrl: URL;
  /** The line at head and foot of every page. */
  banner: string | undefined;
  /** Countries whose missions come first within each tier of what is under threat now. */
  own: readonly Country[];
  identity: Identity;
  accounts: Accounts;
  attempts: Attempts;
  refusals: Pick<Refusals, 'note'>;
  addressOf: Addresses['of'];
  /** Who asks, by the headers of his request. @throws AppError 'unauthenticated' where nobody is known by them */
  principalOf(headers: Headers | IncomingHttpHeaders): Principal;
  /** What GET /api/audit answers; that it was read is entered there too. */
  readAudit: ReadAudit;
  exportEvents: ExportEvents;
  /** What GET /api/status answers. */
  readStatus: ReadStatus;
  /** What GET /api/board answers. */
  readBoard(
    who: Principal,
    filter: Filter,
    signal?: AbortSignal,
  ): Promise<{ figures: Figures; cursor: string }>;
  /** What GET /api/events answers. */
  listEvents(who: Principal, query: EventsQuery, signal?: AbortSignal): Promise<EventList>;
  /** What GET /api/active answers. */
  listActive(who: Principal): Promise<{ items: Event[]; cursor: string }>;
};

/**
 * Next bundles its own copy of every module, so a variable of this module would exist twice: the
 * running program's parts are kept where both copies find them.
 */
declare global {
  var chanceryRuntime: Runtime | undefined;
}

export function setRuntime(runtime: Runtime | undefined): void {
  globalThis.chanceryRuntime = runtime;
}

/** For pages, inside a request. @throws where no server has been started in this process. */
export function getRuntime(): Runtime {
  if (!globalThis.chanceryRuntime) throw new Error('Chancery is not running in this process');
  return globalThis.chanceryRuntime;
}
