import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { uuidFromName } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { hasRole } from '../../model/access/rights';
import { visible } from '../../model/access/visible';
import { failure, isAppError, notFound } from '../../model/errors';
import { isSame } from '../../model/journal/history';
import { contentOf } from '../../rules/event/changes';
import { eventMarking } from '../../rules/event/event-marking';
import type { EventChange } from '../../rules/event/journalled';
import type { Link } from '../../rules/event/links';
import { recordOf } from '../../rules/event/named-record';
import {
  isChangedSince,
  linksToUndo,
  type StateBefore,
  stateBefore,
  type UndoIds,
} from '../../rules/event/undo';
import { maxBatchItems, type UndoAnswer, type UndoPart } from '../../store-operations';
import type { Db } from '../client';
import { createEventChanges } from '../journal/event-changes';
import type { JournalTable } from '../journal/journal';
import type { EventRow } from '../queries/event-rows';
import { eventAliases, events } from '../schema/events';
import { changes } from '../schema/journal';
import { skippedRecord } from './bulk-change';
import type { EventCommands } from './events';

/** What an undo does with a record, or why it does nothing. */
type Result = 'changed' | 'same' | { skipped: UndoAnswer['skipped'][number] };

/** The command that undoes an operation. Call it inside one immediate transaction. */
export function createUndoCommands(db: Db, journal: JournalTable, commands: EventCommands) {
  const slot = sql.placeholder;
  const changesOf = createEventChanges(db);
  const author = db
    .select({ by: changes.by, operation: changes.operation })
    .from(changes)
    .where(eq(changes.operationId, slot('operationId')))
    .limit(1)
    .prepare();
  const part = db
    .select({ seq: changes.seq, id: changes.recordId })
    .from(changes)
    .where(and(eq(changes.operationId, slot('operationId')), sql`${changes.seq} < ${slot('before')}`))
    .orderBy(desc(changes.seq))
    .limit(slot('limit'))
    .prepare();
  const removed = db
    .select({ id: changes.recordId })
    .from(changes)
    .where(
      and(eq(changes.operationId, slot('operationId')), eq(changes.type, 'event'), isNull(changes.tlpAfter)),
    )
    .prepare();
  /** Events of the operation that are there, and to which another one's reference still leads. */
  const restored = db
    .select()
    .from(events)
    .innerJoin(eventAliases, eq(eventAliases.id, events.id))
    .where(
      and(
        eq(events.isDeleted, false),
        sql`${events.id} in (select record_id from changes where operation_id = ${slot('operationId')})`,
      ),
    )
    .prepare();
  const eventOf = db
    .select()
    .from(events)
    .where(eq(events.id, slot('id')))
    .prepare();

  function undoOperation(
    by: Principal,
    operationId: string,
    reason: string,
    { before, limit }: UndoPart = { before: null, limit: maxBatchItems },
  ): UndoAnswer {
    const first = author.get({ operationId });
    // What a second person confirmed or reverted is changed by an edit, which again needs a second person.
    if (!first || first.operation === 'confirm' || first.operation === 'revert') throw notFound('operation');
    if (first.by !== by.id && !hasRole(by, 'admin')) throw failure('admin-needed');
    // The same each time, so that repeating an undo that was interrupted continues it.
    const undoId = uuidFromName(`undo ${operationId}`);
    const rows = part.all({ operationId, before: before ?? Number.MAX_SAFE_INTEGER, limit });
    const answer: UndoAnswer = { operationId: undoId, changed: 0, skipped: [], next: null, heldMillis: 0 };
    if (first.operation === 'merge' && !canRestoreMerged(by, { operationId, undoId })) {
      const seen = [...new Set(rows.map(({ id }) => id))].flatMap((id) => findSeen(by, id) ?? []);
      const skipped = seen.map(({ id, ref }) => skippedRecord(id, ref, failure('version-conflict')));
      return { ...answer, skipped };
    }
    const isLastPart = rows.length < limit;
    journal.inOperation({ id: undoId, kind: 'undo' }, () => {
      for (const { id, seq } of rows) {
        const result = undoRecord(by, id, seq, { operationId, undoId }, reason);
        if (result === 'changed') answer.changed += 1;
        else if (result !== 'same') answer.skipped.push(result.skipped);
      }
      // The event that it was merged into was left alone, or was to be merged again and this one was.
      if (isLastPart) for (const { events: row } of restored.all({ operationId })) commands.release(by, row);
    });
    if (!isLastPart) answer.next = rows.at(-1)?.seq ?? null;
    return answer;
  }

  /** Without the merged event, undoing the rest of a merge would lose what the surviving one got from it. */
  function canRestoreMerged(by: Principal, ids: UndoIds): boolean {
    return removed.all({ operationId: ids.operationId }).every(({ id }) => {
      return (
        findSeen(by, id) !== undefined && !isChangedSince(changesOf(id), ids, (link) => canSeeEnds(by, link))
      );
    });
  }

  function findSeen(by: Principal, id: string): EventRow | undefined {
    const row = eventOf.get({ id });
    return row && canSee(by, row) ? row : undefined;
  }

  /** Undoes all that the operation did to a record, at the last of its changes, which is `seq`. */
  function undoRecord(by: Principal, id: string, seq: number, ids: UndoIds, reason: string): Result {
    const row = eventOf.get({ id });
    if (!row || !canSee(by, row)) return 'same';
    const all = changesOf(id);
    if (all.findLast((one) => one.operationId === ids.operationId)?.seq !== seq) return 'same';
    if (isChangedSince(all, ids, (link) => canSeeEnds(by, link)))
      return { skipped: skippedRecord(id, row.ref, failure('version-conflict')) };
    try {
      return db.$client.transaction(() => {
        const areLinksUndone = undoLinks(by, row, all, ids);
        const isContentUndone = undoContent(by, row, stateBefore(all, ids), reason);
        // The links of a record that has just been restored.
        const areLinksRestored = row.isDeleted && undoLinks(by, eventOf.get({ id }) ?? row, all, ids);
        return areLinksUndone || isContentUndone || areLinksRestored ? 'changed' : 'same';
      })();
    } catch (error) {
      if (!isAppError(error)) throw error;
      return { skipped: skippedRecord(id, row.ref, error) };
    }
  }

  function undoContent(by: Principal, row: EventRow, before: StateBefore | null, reason: string): boolean {
    if (before === null || (before.state === 'absent' && row.isDeleted)) return false;
    if (before.state === 'erased') throw notFound('version');
    if (before.state === 'absent') {
      commands.remove(row, by, reason);
      return true;
    }
    if (!row.isDeleted && isSame(contentOf(recordOf(row.record)), contentOf(before.record))) return false;
    commands.putBack(by, row, before, reason);
    return true;
  }

  /**
   * Leaves links alone whose other end is hidden or was changed since. One to a deleted event is removed, so that it does
   * not come back with the event, and not added.
   */
  function undoLinks(by: Principal, row: EventRow, all: readonly EventChange[], ids: UndoIds): boolean {
    if (row.isDeleted) return false;
    const undone = linksToUndo(all, ids).map((change) => {
      const { fromId, toId } = change.link;
      const other = eventOf.get({ id: fromId === row.id ? toId : fromId });
      if (!other || !canSee(by, other) || (other.isDeleted && change.isAdded)) return false;
      const isChanged = isChangedSince(changesOf(other.id), ids, (link) => canSeeEnds(by, link));
      return !isChanged && commands.putLink(by, change);
    });
    return undone.includes(true);
  }

  function canSeeEnds(by: Principal, { fromId, toId }: Link): boolean {
    return [fromId, toId].every((id) => {
      const row = eventOf.get({ id });
      return row !== undefined && canSee(by, row);
    });
  }

  return { undoOperation };
}

function canSee(by: Principal, row: EventRow): boolean {
  return visible(by, eventMarking(row));
}
