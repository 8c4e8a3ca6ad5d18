import { newUuid } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { isAnswerCode } from '../../model/error-codes';
import { type AppError, failure, invalid, isAppError } from '../../model/errors';
import { inputAfter, refuseInBulk } from '../../model/event/apply-in-bulk';
import type { OperationAnswer } from '../../model/event/bulk-change';
import { maxBulkRecords } from '../../model/event/bulk-limit';
import { accept, throwIfRefused } from '../../rules/decision';
import type { BulkAnswer, BulkChange } from '../../store-operations';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { createEventRows, type EventRow } from '../queries/event-rows';
import type { EventCommands } from './events';
import { createIdempotency } from './idempotency';
import { requireFound, requireVersion } from './requirements';

type Skipped = OperationAnswer['skipped'][number];

/** The command that makes the same change to many events. Call it inside one immediate transaction. */
export function createBulkChangeCommands(db: Db, journal: JournalTable, { updateEvent }: EventCommands) {
  const eventRows = createEventRows(db);
  const idempotencyKeys = createIdempotency(db);

  function changeEvents(by: Principal, given: BulkChange): BulkAnswer {
    const { events, expectedCount, patch, reason, idempotency } = given;
    const now = Date.now();
    const replayed = idempotencyKeys.findBatch<OperationAnswer>(by, idempotency, now);
    if (replayed) return { ...replayed, isReplay: true, heldMillis: 0 };
    checkCount(events.length, expectedCount);
    const answer: OperationAnswer = { operationId: newUuid(), changed: 0, skipped: [] };
    journal.inOperation({ id: answer.operationId, kind: 'bulk' }, () => {
      for (const one of new Map(events.map((seen) => [seen.id, seen])).values()) {
        const row = eventRows.find(by, one.id);
        try {
          // A command may be refused after it has written; inside a transaction this is a savepoint.
          db.$client.transaction(() => change(by, requireSeen(by, row, one.version), patch, reason))();
          answer.changed += 1;
        } catch (error) {
          if (!isAppError(error)) throw error;
          answer.skipped.push(skippedRecord(one.id, row?.ref ?? null, error));
        }
      }
    });
    idempotencyKeys.saveBatch(by, idempotency, answer, now);
    return { ...answer, isReplay: false, heldMillis: 0 };
  }

  function requireSeen(by: Principal, row: EventRow | undefined, version: number | null): EventRow {
    if (version === null) return requireFound(row, 'event');
    return requireVersion(row, version, 'event', () => eventRows.toEvent(by, requireFound(row, 'event')));
  }

  function change(by: Principal, row: EventRow, patch: BulkChange['patch'], reason: string): void {
    const event = eventRows.toEvent(by, row);
    throwIfRefused(refuseInBulk(event, patch));
    const input = accept(inputAfter(event, patch));
    const { version } = updateEvent(by, event.id, event.version, input, reason);
    if (version === event.version) throw failure('already-so');
  }

  return { changeEvents };
}

/** @throws AppError 'invalid' if there are too many, or a filter found another number than expected */
function checkCount(count: number, expected: number | null): void {
  const max = maxBulkRecords;
  if (count > max) throw invalid(expected === null ? 'ids' : 'filter', 'too-many-items', { max });
  if (expected !== null && count !== expected) throw invalid('expectedCount', 'count-differs', { count });
}

/** @throws the error, if it is none that an answer may tell */
export function skippedRecord(id: string, ref: string | null, error: AppError): Skipped {
  // Of several wrong fields the first says why.
  const { code, params } = error.errors[0] ?? error;
  if (!isAnswerCode(code)) throw error;
  return { id, ref, code, params: { ...params } };
}
