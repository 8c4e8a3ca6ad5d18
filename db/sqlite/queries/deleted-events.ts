import { and, desc, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { requireRole } from '../../model/access/rights';
import { notFound } from '../../model/errors';
import type { DeletedEvent, DeletedListQuery, EventPage } from '../../store';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { events } from '../schema/events';
import { changes } from '../schema/journal';
import { createEventLists, listColumns, toListRow } from './event-lists';
import { first } from './event-pages';
import { createEventRows, isInJsonList } from './event-rows';
import { filterSql, notCancelledSql } from './filter';
import { preparedVisibleSql, readerParams, visibleSql } from './visible';

/**
 * Queries on deleted events, for those who may restore them. They have left the tables by which others are found: a
 * filter may name columns of `events` only. A red one keeps its recipients, so the same rule says who may see it.
 */
export function createDeletedQueries(db: Db, journal: JournalTable) {
  const eventRows = createEventRows(db);
  const lists = createEventLists(db, eventRows);
  // A literal and no parameter: SQLite uses a partial index only where its condition is in the statement.
  const isDeleted = sql`${events.isDeleted} = 1`;
  // A deletion is the last version of what is deleted.
  const reasons = db
    .select({ id: events.id, reason: changes.reason })
    .from(events)
    .innerJoin(
      changes,
      and(eq(changes.recordId, events.id), eq(changes.version, events.version), eq(changes.type, 'event')),
    )
    .where(and(isInJsonList(events.id, sql.placeholder('ids')), isDeleted, preparedVisibleSql()))
    .prepare();

  function listDeleted(who: Principal, { filter, limit, after }: DeletedListQuery): EventPage {
    requireRole(who, 'analyst');
    const { value, n } = after ?? first;
    const rows = db
      .select(listColumns)
      .from(events)
      .where(
        and(
          isDeleted,
          visibleSql(who),
          filterSql(filter),
          notCancelledSql(),
          sql`(${events.updatedAt}, ${events.n}) < (${value}, ${n})`,
        ),
      )
      .orderBy(desc(events.updatedAt), desc(events.n))
      .limit(limit + 1)
      .values()
      .map(toListRow);
    return { ...lists.page(who, rows, limit, (row) => row.updatedAt), position: journal.head() };
  }

  function getDeleted(who: Principal, idOrRef: string): DeletedEvent {
    requireRole(who, 'analyst');
    const row = eventRows.findDeleted(who, idOrRef);
    if (!row) throw notFound('event');
    return {
      event: eventRows.toEvent(who, row),
      reason: listDeletionReasons(who, [row.id]).get(row.id) ?? null,
    };
  }

  function listDeletionReasons(who: Principal, ids: readonly string[]): Map<string, string | null> {
    const rows = reasons.all({ ids: JSON.stringify(ids), ...readerParams(who) });
    return new Map(rows.map(({ id, reason }) => [id, reason]));
  }

  return { listDeleted, getDeleted, listDeletionReasons };
}
