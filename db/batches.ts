import type { Principal } from './model/access/principal';
import {
  type Batch,
  type BatchAnswer,
  type BatchItem,
  maxBatchItems,
  type Operations,
  type UndoAnswer,
} from './store-operations';

/** How long a part of a long operation may keep other writes waiting (ms). */
const maxHeldMillis = 20;
/** A first guess: an event takes about a millisecond on a slow disk. */
const firstSize = 10;
/** A part may turn out twice as slow as the one before. */
const aimedShare = 0.6;

/**
 * Sizes the parts of a long operation so that none holds the writer longer than 20 ms, from the time that the last
 * ones took. A part of one record may take longer.
 */
export function createPartSizer() {
  let size = firstSize;
  return {
    next: () => size,
    record(count: number, heldMillis: number): void {
      const fitting = Math.floor((count * maxHeldMillis * aimedShare) / Math.max(heldMillis, 0.1));
      // Slowly up, since a short wait may be chance; down at once.
      size = Math.max(1, Math.min(fitting, count * 2, maxBatchItems));
    },
  };
}

/**
 * Applies any number of items as one operation, in parts that hold the writer no longer than 20 ms. Each part is its
 * own transaction, so `mode` counts within a part. Yields each answer with the index of its first item.
 */
export async function* applyInParts(
  store: Pick<Operations, 'applyBatch'>,
  by: Principal,
  { items, ...batch }: Omit<Batch, 'items' | 'idempotency'> & { items: readonly BatchItem[] },
): AsyncGenerator<BatchAnswer & { from: number }> {
  const sizer = createPartSizer();
  let operationId = batch.operationId;
  for (let from = 0; from < items.length; ) {
    const part = items.slice(from, from + sizer.next());
    const answer = await store.applyBatch(by, {
      ...batch,
      items: part,
      ...(operationId === undefined ? {} : { operationId }),
    });
    sizer.record(part.length, answer.heldMillis);
    ({ operationId } = answer);
    yield { ...answer, from };
    from += part.length;
  }
}

/** Undoes an operation of any size, in parts that hold the writer no longer than 20 ms. */
export async function undoInParts(
  store: Pick<Operations, 'undoOperation'>,
  by: Principal,
  operationId: string,
  reason: string,
): Promise<Pick<UndoAnswer, 'operationId' | 'changed' | 'skipped'>> {
  const sizer = createPartSizer();
  const whole: Pick<UndoAnswer, 'changed' | 'skipped'> = { changed: 0, skipped: [] };
  for (let before: number | null = null; ; ) {
    const limit = sizer.next();
    const answer: UndoAnswer = await store.undoOperation(by, operationId, reason, { before, limit });
    whole.changed += answer.changed;
    whole.skipped.push(...answer.skipped);
    if (answer.next === null) return { operationId: answer.operationId, ...whole };
    sizer.record(limit, answer.heldMillis);
    before = answer.next;
  }
}
