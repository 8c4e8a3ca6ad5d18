import { type BulkRequest, operationAnswer } from '@/db/model/event/bulk-change';
import { write } from '../../_api/write';

/** Makes one change to many events. Idempotent: the same key and body change them once. */
export function changeMany({ key, body }: { key: string; body: BulkRequest }) {
  return write(
    {
      method: 'POST',
      path: '/api/events/bulk',
      headers: { 'Idempotency-Key': key },
      body: JSON.stringify(body),
    },
    operationAnswer,
  );
}

/** Undoes an operation; again after a lost answer it undoes what is left. */
export function undoOperation(operationId: string, reason: string) {
  return write(
    { method: 'POST', path: `/api/operations/${operationId}/undo`, body: JSON.stringify({ reason }) },
    operationAnswer,
  );
}
