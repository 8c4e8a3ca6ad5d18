import { type BulkRequest, operationAnswer } from '@/db/model/event/bulk-change';
import { write } from '../../_api/write';

/** 1,000 records take seconds, and on a busy server much longer. */
const timeoutMillis = 180_000;

/** Makes one change to many events. Idempotent: the same key and body change them once. */
export function changeMany({ key, body }: { key: string; body: BulkRequest }) {
  return write(
    {
      method: 'POST',
      path: '/api/events/bulk',
      headers: { 'Idempotency-Key': key },
      body: JSON.stringify(body),
      timeoutMillis,
    },
    operationAnswer,
  );
}

/** Undoes an operation; again after a lost answer it undoes what is left. */
export function undoOperation(operationId: string, reason: string) {
  return write(
    {
      method: 'POST',
      path: `/api/operations/${operationId}/undo`,
      body: JSON.stringify({ reason }),
      timeoutMillis,
    },
    operationAnswer,
  );
}
