import { and, desc, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { notFound } from '../../model/errors';
import type { DeletedEvent, DeletedListQuery, EventPage } from '../../store';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { events } from '../schema/events';
import { changes } from '../schema/journal';
import { createEventLists, listColumns, toListRow } from './event-lists';
import { firstPageKey } from './event-pages';
import { createEventRows, isInJsonList } from './event-rows';
import { filterSql, notCancelledSql } from './filter';
import { preparedVisibleSql, readerParams, visibleSql } from './visible';

/**
 * Queries on deleted events, for users who may restore them. Deleted events have no rows in the index tables, so a
 * filter may use columns of `events` only. They keep their recipients, so the usual rule decides who may see them.
 */
export function createDeletedQueries(db: Db, journal: JournalTable) {
  const eventRows = createEventRows(db);
  const lists = createEventLists(db, eventRows);
  // A literal, because SQLite uses a partial index only if its condition is in the statement.
  const isDeleted = sql`${events.isDeleted} = 1`;
  // The current version of a deleted event is its deletion.
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
    const { value, n } = after ?? firstPageKey;
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
