import { AsyncLocalStorage } from 'node:async_hooks';
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
 * Next bundles its own copy of every module, so a variable of this module would exist twice: what tells a page
 * which server it belongs to is kept where both copies find it.
 */
declare global {
  var chanceryRuntimes: AsyncLocalStorage<Runtime> | undefined;
}

/** Runs the work, such as the rendering of a page, for this server: several may run in one process. */
export function withRuntime<T>(runtime: Runtime, work: () => T): T {
  globalThis.chanceryRuntimes ??= new AsyncLocalStorage();
  return globalThis.chanceryRuntimes.run(runtime, work);
}

/** For pages. @throws where no server of this process has asked for the page. */
export function getRuntime(): Runtime {
  const runtime = globalThis.chanceryRuntimes?.getStore();
  if (!runtime) throw new Error('This page was not asked for by a running Chancery');
  return runtime;
}
