import { and, desc, eq, isNotNull, min } from 'drizzle-orm';
import { notFound } from '../model/errors';
import type { Event } from '../model/event';
import type { Principal } from '../model/principal';
import type { EventListQuery, EventPage, Position } from '../store';
import { createAnswers } from './answers';
import type { Db } from './client';
import { createPages } from './event-pages';
import { matchSql } from './filter';
import type { JournalTable } from './journal';
import { events } from './schema-events';
import { readerOf, visibleSql, visibleToReader } from './visible';

/** Queries on events. Those that answer a position read it in the same snapshot as the rows. */
export function createEventQueries(db: Db, journal: JournalTable) {
  const answers = createAnswers(db);
  const readPage = createPages(db);
  const isPressing = eq(events.isPressing, true);
  const pressing = db
    .select()
    .from(events)
    .where(and(isPressing, visibleToReader()))
    .orderBy(desc(events.n))
    .prepare();

  function getEvent(who: Principal, idOrRef: string): Event {
    const row = answers.find(who, idOrRef);
    if (!row) throw notFound('event');
    return answers.answer(who, row);
  }

  function getEvents(who: Principal, ids: readonly string[]): Event[] {
    return answers.findAll(who, ids).map((row) => answers.answer(who, row));
  }

  function listEvents(who: Principal, query: EventListQuery): EventPage {
    const rows = readPage(who, { ...query, limit: query.limit + 1 });
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: shown.map((row) => answers.answer(who, row)),
      next: last ? { value: query.sort === 'at' ? last.at : last.activityAt, n: last.n } : null,
      position: journal.head(),
    };
  }

  /** `q` leaves those that a search finds. */
  function listPressing(who: Principal, q?: string): { items: Event[]; position: Position } {
    const rows = q
      ? db
          .select()
          .from(events)
          .where(and(isPressing, visibleSql(who), matchSql(q)))
          .orderBy(desc(events.n))
          .all()
      : pressing.all(readerOf(who));
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
