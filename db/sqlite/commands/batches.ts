import { eq } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { isAnswerCode } from '../../model/error-codes';
import { invalid, isAppError } from '../../model/errors';
import {
  type AppliedItem,
  type Batch,
  type BatchAnswer,
  type BatchItem,
  maxBatchItems,
  type RefusedItem,
} from '../../store-operations';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { changes } from '../schema/journal';
import type { EventCommands } from './events';
import { createIdempotency } from './idempotency';

type Outcome = Pick<BatchAnswer, 'applied' | 'refused'>;

/** Rolls a batch back to its start. */
class RolledBack extends Error {
  constructor(readonly refused: RefusedItem[]) {
    super();
  }
}

/** The command that changes many records by the single commands. Call it inside one immediate transaction. */
export function createBatchCommands(
  db: Db,
  journal: JournalTable,
  { createEvent, updateEvent, deleteEvent }: EventCommands,
) {
  const idempotencyKeys = createIdempotency(db);
  // Inside a transaction this is a savepoint.
  const savepoint = <T>(work: () => T): T => db.$client.transaction(work)();

  function applyBatch(by: Principal, batch: Batch): BatchAnswer {
    const { idempotency } = batch;
    if (batch.items.length > maxBatchItems) throw invalid('items', 'too-many-items', { max: maxBatchItems });
    const now = Date.now();
    const replayed = idempotency && idempotencyKeys.findBatch(by, idempotency, now);
    if (replayed) return { ...replayed, isReplay: true, heldMillis: 0 };
    const operationId = continuedId(by, batch) ?? newUuid();
    const outcome = journal.inOperation({ id: operationId, kind: batch.operation }, () => apply(by, batch));
    const answer = { operationId, ...outcome };
    if (idempotency && isWritten(batch, outcome)) idempotencyKeys.saveBatch(by, idempotency, answer, now);
    return { ...answer, isReplay: false, heldMillis: 0 };
  }

  function continuedId(by: Principal, { operationId, operation }: Batch): string | null {
    if (operationId === undefined) return null;
    const first = db
      .select({ by: changes.by, operation: changes.operation })
      .from(changes)
      .where(eq(changes.operationId, operationId))
      .limit(1)
      .get();
    if (first && (first.by !== by.id || first.operation !== operation))
      throw invalid('operationId', 'bad-value');
    return operationId;
  }

  function apply(by: Principal, batch: Batch): Outcome {
    try {
      return savepoint(() => {
        const outcome = applyItems(by, batch);
        if (!isWritten(batch, outcome)) throw new RolledBack(outcome.refused);
        return outcome;
      });
    } catch (error) {
      if (error instanceof RolledBack) return { applied: [], refused: error.refused };
      throw error;
    }
  }

  function applyItems(by: Principal, batch: Batch): Outcome {
    const outcome: Outcome = { applied: [], refused: [] };
    batch.items.forEach((item, index) => {
      try {
        // A command may be refused after it has written, for example once its links are known.
        outcome.applied.push({ index, ...savepoint(() => applyItem(by, item, batch)) });
      } catch (error) {
        if (!isAppError(error) || !isAnswerCode(error.code)) throw error;
        const { code, params, path } = error;
        // The error of a single field is listed like those of several.
        const errors = path === undefined ? error.errors : [{ code, params, path }];
        outcome.refused.push({ index, code, errors });
      }
    });
    return outcome;
  }

  function applyItem(
    by: Principal,
    item: BatchItem,
    { operation, reason }: Pick<Batch, 'operation' | 'reason'>,
  ): Omit<AppliedItem, 'index'> {
    if (item.act === 'create') {
      const isImported = operation === 'import';
      const { event } = createEvent(by, item.input, item.idempotency ?? null, isImported);
      return { id: event.id, version: event.version };
    }
    const { id, version } = item;
    if (item.act === 'update') {
      return { id, version: updateEvent(by, id, version, item.input, reason, item.linksSeen).version };
    }
    deleteEvent(by, id, version, reason);
    return { id, version: version + 1 };
  }

  return { applyBatch };
}

function isWritten({ mode }: Batch, { refused }: Outcome): boolean {
  return mode === 'good-rows' || refused.length === 0;
}

export type BatchCommands = ReturnType<typeof createBatchCommands>;
