import { and, desc, eq, sql } from 'drizzle-orm';
import { uuidFromName } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { hasRole } from '../../model/access/rights';
import { visible } from '../../model/access/visible';
import { AppError, type ErrorCode, isAppError, notFound } from '../../model/errors';
import { isSame } from '../../model/journal/history';
import { maxBatchItems, type UndoAnswer, type UndoPart } from '../../store-operations';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { keyOf, type Link, linksAfter, linksWithout } from '../journal/link-entries';
import {
  activityAtAfter,
  createEventChanges,
  type EventChange,
  recordAfter,
} from '../journal/record-history';
import type { EventRow } from '../queries/event-rows';
import { events } from '../schema/events';
import { changes } from '../schema/journal';
import type { EventCommands } from './events';
import { recordOf } from './named-record';

/** What an undo does with a record: nothing, or the code of why not. */
type Result = 'changed' | 'same' | ErrorCode;
type OwnIds = ReadonlySet<string | null>;

/** The command that undoes an operation. Call it inside one immediate transaction. */
export function createUndoCommands(db: Db, journal: JournalTable, commands: EventCommands) {
  const slot = sql.placeholder;
  const changesOf = createEventChanges(db);
  const author = db
    .select({ by: changes.by })
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
    if (!first) throw notFound('operation');
    if (first.by !== by.id && !hasRole(by, 'admin'))
      throw new AppError('forbidden', 'Ask an administrator: this is the operation of another person.');
    // The same each time, so that repeating an undo that was interrupted continues it.
    const undoId = uuidFromName(`undo ${operationId}`);
    const rows = part.all({ operationId, before: before ?? Number.MAX_SAFE_INTEGER, limit });
    const answer: UndoAnswer = { operationId: undoId, changed: 0, skipped: [], next: null, heldMillis: 0 };
    const undoOf = (id: string, seq: number) => undoRecord(by, id, seq, { operationId, undoId, reason });
    journal.inOperation({ id: undoId, kind: 'undo' }, () => {
      for (const { id, seq } of rows) {
        const result = undoOf(id, seq);
        if (result === 'changed') answer.changed += 1;
        else if (result !== 'same') answer.skipped.push({ id, code: result });
      }
    });
    if (rows.length === limit) answer.next = rows.at(-1)?.seq ?? null;
    return answer;
  }

  type Undo = { operationId: string; undoId: string; reason: string };

  /** Undoes all that the operation did to a record, at the last of its changes, which is `seq`. */
  function undoRecord(by: Principal, id: string, seq: number, undo: Undo): Result {
    const row = eventOf.get({ id });
    if (!row || !canSee(by, row)) return 'same';
    const rows = changesOf(id);
    const ofOperation = rows.filter((one) => one.operationId === undo.operationId);
    if (ofOperation.at(-1)?.seq !== seq) return 'same';
    const own: OwnIds = new Set([undo.operationId, undo.undoId]);
    if (isChangedSince(rows, undo.operationId, own)) return 'moved-on';
    try {
      return db.$client.transaction(() => {
        const areLinksUndone = undoLinks(by, row, rows, undo, own);
        const isContentUndone = undoContent(by, row, rows, undo);
        // The links of a record that has just been restored.
        const areLinksRestored = row.isDeleted && undoLinks(by, eventOf.get({ id }) ?? row, rows, undo, own);
        return areLinksUndone || isContentUndone || areLinksRestored ? 'changed' : 'same';
      })();
    } catch (error) {
      if (isAppError(error)) return error.code;
      throw error;
    }
  }

  function undoContent(by: Principal, row: EventRow, rows: readonly EventChange[], undo: Undo): boolean {
    const versions = rows.filter(({ type }) => type === 'event');
    const first = versions.findIndex((one) => one.operationId === undo.operationId);
    if (first === -1) return false;
    const earlier = versions.slice(0, first);
    const record = recordAfter(earlier.at(-1));
    if (record === null) {
      // Erased by order, and not deleted.
      if (earlier.at(-1)?.tlpAfter != null) throw notFound('version');
      if (row.isDeleted) return false;
      commands.remove(row, by, undo.reason);
      return true;
    }
    if (!row.isDeleted && isSame(recordOf(row.record), record)) return false;
    commands.putBack(by, row, record, activityAtAfter(earlier), undo.reason);
    return true;
  }

  function undoLinks(
    by: Principal,
    row: EventRow,
    rows: readonly EventChange[],
    undo: Undo,
    own: OwnIds,
  ): boolean {
    if (row.isDeleted) return false;
    const { added, removed } = linkChanges(rows, (one) => one.operationId === undo.operationId);
    const later = linkChanges(rows, isLaterThan(rows, undo.operationId, own));
    const changedSince = new Set([...later.added, ...later.removed].map(keyOf));
    const isOpen = (link: Link) => {
      const otherId = link.fromId === row.id ? link.toId : link.fromId;
      const other = eventOf.get({ id: otherId });
      if (!other || other.isDeleted || !canSee(by, other) || changedSince.has(keyOf(link))) return false;
      return !isChangedSince(changesOf(otherId), undo.operationId, own);
    };
    const undone = [
      ...added.filter(isOpen).map((link) => commands.putLink(by, link, false)),
      ...removed.filter(isOpen).map((link) => commands.putLink(by, link, true)),
    ];
    return undone.includes(true);
  }

  return { undoOperation };
}

function canSee(by: Principal, { record, createdBy }: EventRow): boolean {
  return visible(by, { tlp: record.tlp, recipients: record.recipients, createdBy });
}

/** Was the record, or one of its links, changed after the operation by something else than its undo? */
function isChangedSince(rows: readonly EventChange[], operationId: string, own: OwnIds): boolean {
  const isOfOperation = rows.some((one) => one.type === 'event' && one.operationId === operationId);
  if (!isOfOperation) return false;
  const isLater = isLaterThan(rows, operationId, own);
  if (rows.some((one) => one.type === 'event' && isLater(one))) return true;
  const { added, removed } = linkChanges(rows, isLater);
  return added.length > 0 || removed.length > 0;
}

/** Is a change after the first of the operation, and of neither the operation nor its undo? */
function isLaterThan(rows: readonly EventChange[], operationId: string, own: OwnIds) {
  const first = rows.find((one) => one.operationId === operationId)?.seq ?? Number.POSITIVE_INFINITY;
  return ({ seq, operationId: of }: EventChange) => seq > first && !own.has(of);
}

/** The links that these of a record's changes added and removed, in sum. */
function linkChanges(rows: readonly EventChange[], isCounted: (row: EventChange) => boolean) {
  const added = new Map<string, Link>();
  const removed = new Map<string, Link>();
  const bodies: string[] = [];
  for (const row of rows) {
    if (row.type !== 'link' || row.body === null) continue;
    const before = linksAfter(bodies);
    bodies.push(row.body);
    if (!isCounted(row)) continue;
    const after = linksAfter(bodies);
    for (const link of linksWithout(after, before))
      if (!removed.delete(keyOf(link))) added.set(keyOf(link), link);
    for (const link of linksWithout(before, after))
      if (!added.delete(keyOf(link))) removed.set(keyOf(link), link);
  }
  return { added: [...added.values()], removed: [...removed.values()] };
}
