import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '@/db/model/access/principal';
import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { ReviewItem } from '@/db/model/event/review';
import type { Filter } from '@/db/model/filter';
import type { HandoverReport } from '@/db/model/handover';
import type { Country } from '@/db/model/places/countries';
import type { QueryOf, RecordType } from '@/db/model/records/record-types';
import type { Accounts } from './auth/accounts';
import type { Attempts } from './auth/attempts';
import type { Identity } from './auth/identity';
import type { ReadAudit } from './auth/read-audit';
import type { Refusals } from './auth/refusals';
import type { EventList, EventsQuery } from './events/list-events';
import type { Exercises } from './exercise/exercises';
import type { ExportEvents } from './export/export-events';
import type { ExtractReport } from './extract/extract-report';
import type { HandoverPeriod } from './handover/read-handover';
import type { Addresses } from './http/guard/addresses';
import type { Logger } from './log';
import type { RecordList } from './records/list-records';
import type { Services } from './services';
import type { ReadStatus } from './status';
import type { LitVisit } from './visits/read-visit-lights';

export type Runtime = Services & {
  log: Logger;
  publicUrl: URL;
  /** Names the build of the pages; null in development. Its files are the only ones that the server has. */
  buildId: string | null;
  /** The line at the top and bottom of every page. */
  banner: string | undefined;
  /** Countries whose missions come first within each tier of what is under threat now. */
  own: readonly Country[];
  identity: Identity;
  accounts: Accounts;
  attempts: Attempts;
  refusals: Pick<Refusals, 'note'>;
  addressOf: Addresses['of'];
  /**
   * The current principal of a request, by its headers: for pages, and for routes that check the rights again while they
   * respond. Other routes use `request.principal`. @throws AppError 'unauthenticated' if there is none
   */
  principalOf(headers: Headers | IncomingHttpHeaders): Promise<Principal>;
  /** The data of GET /api/audit. Reading it is recorded in the audit too. */
  readAudit: ReadAudit;
  exportEvents: ExportEvents;
  /** The data of POST /api/extract. */
  extractReport: ExtractReport;
  exercises: Exercises;
  /** The data of GET /api/status. */
  readStatus: ReadStatus;
  /** The data of GET /api/board. */
  readBoard(
    who: Principal,
    filter: Filter,
    signal?: AbortSignal,
  ): Promise<{ figures: Figures; cursor: string }>;
  /** The data of GET /api/events. */
  listEvents(who: Principal, query: EventsQuery, signal?: AbortSignal): Promise<EventList>;
  /** The data of GET /api/active. */
  listActive(who: Principal): Promise<{ items: Event[]; cursor: string }>;
  /** The data of GET /api/review. */
  readReview(who: Principal): Promise<ReviewItem[]>;
  /** The data of GET /api/handover. */
  readHandover(who: Principal, period: HandoverPeriod): Promise<HandoverReport>;
  /** The data of GET /api/missions and of the lists of every other record type. */
  listRecords<Type extends RecordType>(
    who: Principal,
    type: Type,
    query: QueryOf<Type>,
    page: { page: string | undefined; limit: number },
  ): Promise<RecordList<Type>>;
  /** The data of GET /api/lit-visits, with whole events. */
  readVisitLights(who: Principal): Promise<LitVisit[]>;
  /** The cursor of the newest change, as GET /api/feed answers without `after`. */
  readCursor(who: Principal): Promise<string>;
};

/** A global, because Next bundles its own copy of this module, and a variable of the module would exist twice. */
declare global {
  var chanceryRuntimes: AsyncLocalStorage<Runtime> | undefined;
}

/** Runs `work`, for example rendering a page, with the runtime of this server: several servers may share a process. */
export function withRuntime<T>(runtime: Runtime, work: () => T): T {
  globalThis.chanceryRuntimes ??= new AsyncLocalStorage();
  return globalThis.chanceryRuntimes.run(runtime, work);
}

/** The runtime of the server that renders the page. @throws outside of `withRuntime` */
export function getRuntime(): Runtime {
  const runtime = globalThis.chanceryRuntimes?.getStore();
  if (!runtime) throw new Error('getRuntime was called outside of withRuntime');
  return runtime;
}
