import { and, desc, eq, min, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { notFound } from '../../model/errors';
import { isListedEnded } from '../../model/event/ended';
import type { Event } from '../../model/event/event';
import { earlierLapseReason } from '../../model/event/lapse';
import { iso } from '../../model/values/moment';
import type { EventListQuery, EventPage, Position } from '../../store';
import type { Db } from '../client';
import { lapsesOnExpirySql } from '../commands/lapses-on-expiry';
import type { JournalTable } from '../journal/journal';
import { events, targets } from '../schema/events';
import { createEventLists, listColumns, toListRow } from './event-lists';
import { createPageReader } from './event-pages';
import { createEventRows, isInJsonList } from './event-rows';
import { preparedVisibleSql, readerParams } from './visible';

/** Equivalent to `isLapsedBySystem` for threats that lapsed. */
const lapsedBySystemSql = sql`(${events.record} ->> '$.threat.lapsedAt' is not null or ${events.record} ->> '$.threat.statusReason' = ${earlierLapseReason})`;

/** Queries on events. Those that return a position read it in the same snapshot as the rows. */
export function createEventQueries(db: Db, journal: JournalTable) {
  const eventRows = createEventRows(db);
  const lists = createEventLists(db, eventRows);
  const readPage = createPageReader(db);
  const active = db
    .select(listColumns)
    .from(events)
    .where(and(eq(events.isActive, true), preparedVisibleSql()))
    .orderBy(desc(events.n))
    .prepare();
  const isPresent = sql`${events.isDeleted} = 0`;
  const byIds = db
    .select(listColumns)
    .from(events)
    .where(and(isInJsonList(events.id, sql.placeholder('ids')), isPresent, preparedVisibleSql()))
    .prepare();
  const hasDiplomatic = sql`exists (select 1 from ${targets} where ${targets.eventN} = ${events.n} and ${targets.isDiplomatic} = 1)`;
  // With literals, because SQLite uses a partial index only if its condition is in the statement.
  const lapsed = db
    .select(listColumns)
    .from(events)
    .where(
      and(
        sql`${events.status} = 'lapsed'`,
        isPresent,
        sql`${events.activityAt} > ${sql.placeholder('since')}`,
        lapsedBySystemSql,
        hasDiplomatic,
        preparedVisibleSql(),
      ),
    )
    .orderBy(desc(events.activityAt), desc(events.n))
    .limit(sql.placeholder('limit'))
    .prepare();
  const examples = db
    .select({ id: events.id })
    .from(events)
    .where(and(sql`${events.handling} = 'example'`, isPresent, preparedVisibleSql()))
    .orderBy(desc(events.n))
    .limit(sql.placeholder('limit'))
    .prepare();

  const isUnconfirmed = sql`${events.n} in (select event_n from unconfirmed_events)`;
  const toBeConfirmed = db
    .select(listColumns)
    .from(events)
    .where(and(isUnconfirmed, preparedVisibleSql()))
    .orderBy(events.updatedAt, events.n)
    .limit(sql.placeholder('limit'))
    .prepare();
  // By number, so that SQLite reads the few candidates and not all events in order of their activity.
  const mayBeEnded = sql`${events.n} in (
    select n from events indexed by events_by_activity
      where activity_at > ${sql.placeholder('since')} and phase in ('over', 'unknown')
      and record ->> '$.incident.closedAt' > ${sql.placeholder('sinceIso')}
    union all select event_n from unconfirmed_events)`;
  const ended = db
    .select(listColumns)
    .from(events)
    .where(and(mayBeEnded, eq(events.isActive, false), isPresent, hasDiplomatic, preparedVisibleSql()))
    .orderBy(desc(events.activityAt), desc(events.n))
    .limit(sql.placeholder('limit'))
    .prepare();

  const soonestEnd = db
    .select({ at: min(events.validUntil) })
    .from(events)
    .where(lapsesOnExpirySql)
    .prepare();

  function getEvent(who: Principal, idOrRef: string): Event {
    const row = eventRows.resolve(who, idOrRef);
    if (!row) throw notFound('event');
    return eventRows.toEvent(who, row);
  }

  function getEvents(who: Principal, ids: readonly string[]): Event[] {
    if (ids.length === 0) return [];
    return lists.read(who, byIds.values({ ids: JSON.stringify(ids), ...readerParams(who) }).map(toListRow));
  }

  function listEvents(who: Principal, query: EventListQuery): EventPage {
    const rows = readPage(who, { ...query, limit: query.limit + 1 });
    const page = lists.page(who, rows, query.limit, (row) => (query.sort === 'at' ? row.at : row.activityAt));
    return { ...page, position: journal.head() };
  }

  function listActive(who: Principal): { items: Event[]; position: Position } {
    const rows = active.values(readerParams(who));
    return { items: lists.read(who, rows.map(toListRow)), position: journal.head() };
  }

  function listLapsed(who: Principal, since: number, limit: number): Event[] {
    const rows = lapsed.values({ since, limit, ...readerParams(who) });
    return lists.read(who, rows.map(toListRow));
  }

  function listToBeConfirmed(who: Principal, limit: number): Event[] {
    const rows = toBeConfirmed.values({ limit, ...readerParams(who) });
    return lists.read(who, rows.map(toListRow)).filter((event) => event.toBeConfirmed !== null);
  }

  function listEnded(who: Principal, since: number, limit: number): Event[] {
    const rows = ended.values({ since, sinceIso: iso(since), limit, ...readerParams(who) });
    return lists.read(who, rows.map(toListRow)).filter((event) => isListedEnded(event, since));
  }

  function listExamples(who: Principal, limit: number): string[] {
    return examples.all({ limit, ...readerParams(who) }).map(({ id }) => id);
  }

  function nextLapse(): number | null {
    return soonestEnd.get()?.at ?? null;
  }

  return {
    getEvent,
    getEvents,
    listEvents,
    listActive,
    listLapsed,
    listEnded,
    listToBeConfirmed,
    listExamples,
    nextLapse,
  };
}

export type EventQueries = ReturnType<typeof createEventQueries>;
