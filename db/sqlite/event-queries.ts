import { and, desc, eq, getTableColumns, isNotNull, min, type SQL, sql } from 'drizzle-orm';
import { AppError } from '../model/errors';
import type { Event } from '../model/event';
import type { Filter } from '../model/filter';
import type { Principal } from '../model/principal';
import type { EventKey, EventPage, Position, Sort } from '../store';
import { createAnswers, type EventRow } from './answers';
import type { Db } from './client';
import { filterSql, narrowsOnlyBy } from './filter';
import type { JournalTable } from './journal';
import { eventCountries, events } from './schema-events';
import { visibleSql } from './visible';

export type ListQuery = { filter: Filter; sort: Sort; limit: number; after: EventKey | null };

/** Queries on events. Those that answer a position read it in the same snapshot as the rows. */
export function createEventQueries(db: Db, journal: JournalTable) {
  const answers = createAnswers(db);

  function getEvent(who: Principal, idOrRef: string): Event {
    const row = answers.find(who, idOrRef);
    if (!row) throw new AppError('not-found', 'There is no such event, or you may not see it.');
    return answers.answer(who, row);
  }

  function getEvents(who: Principal, ids: readonly string[]): Event[] {
    return answers.findAll(who, ids).map((row) => answers.answer(who, row));
  }

  function listEvents(who: Principal, query: ListQuery): EventPage {
    const rows = page(db, who, { ...query, limit: query.limit + 1 });
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: shown.map((row) => answers.answer(who, row)),
      next: last ? { value: query.sort === 'at' ? last.at : last.activityAt, n: last.n } : null,
      position: journal.head(),
    };
  }

  function listPressing(who: Principal, filter: Filter = {}): { items: Event[]; position: Position } {
    const rows = db
      .select()
      .from(events)
      .where(and(eq(events.isPressing, true), visibleSql(who), filterSql(filter)))
      .orderBy(desc(events.n))
      .all();
    return { items: rows.map((row) => answers.answer(who, row)), position: journal.head() };
  }

  function nextLapse(): number | null {
    const row = db
      .select({ at: min(events.validUntil) })
      .from(events)
      .where(and(eq(events.status, 'current'), isNotNull(events.validUntil)))
      .get();
    return row?.at ?? null;
  }

  return { getEvent, getEvents, listEvents, listPressing, nextLapse };
}

export type EventQueries = ReturnType<typeof createEventQueries>;

/** One targeted country alone is walked in its own order; everything else in the order of all events. */
function page(db: Db, who: Principal, { filter, sort, limit, after }: ListQuery): EventRow[] {
  const conditions = [eq(events.isDeleted, false), visibleSql(who)];
  const [only, ...others] = filter.targeted ?? [];
  if (only !== undefined && others.length === 0 && narrowsOnlyBy({ ...filter, targeted: undefined }, null)) {
    const value = sort === 'at' ? eventCountries.at : eventCountries.activityAt;
    return db
      .select(getTableColumns(events))
      .from(eventCountries)
      .innerJoin(events, eq(events.n, eventCountries.eventN))
      .where(
        and(
          eq(eventCountries.country, only),
          ...conditions,
          keyset(sql`(${value}, ${eventCountries.eventN})`, after),
        ),
      )
      .orderBy(desc(value), desc(eventCountries.eventN))
      .limit(limit)
      .all();
  }
  const value = sort === 'at' ? events.at : events.activityAt;
  return db
    .select()
    .from(events)
    .where(and(...conditions, filterSql(filter), keyset(sql`(${value}, ${events.n})`, after)))
    .orderBy(desc(value), desc(events.n))
    .limit(limit)
    .all();
}

function keyset(columns: SQL, after: EventKey | null): SQL | undefined {
  return after === null ? undefined : sql`${columns} < (${after.value}, ${after.n})`;
}
