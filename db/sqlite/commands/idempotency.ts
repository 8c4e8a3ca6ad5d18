import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { type AppError, invalid } from '../../model/errors';
import { dayMillis } from '../../model/values/moment';
import type { Idempotency } from '../../store';
import type { BatchAnswer } from '../../store-operations';
import type { Db } from '../client';
import { idempotencyKeys } from '../schema/journal';

const retentionMillis = 30 * dayMillis;

type RecordType = (typeof idempotencyKeys.$inferSelect)['type'];
/** What a retry is answered; the digest of the request tells which kind of batch it was. */
type BatchResult = { operationId: string };

/** Stores idempotency keys for 30 days: a repeated request gets the record that the first one created. */
export function createIdempotency(db: Db) {
  const slot = sql.placeholder;
  const removeExpired = db
    .delete(idempotencyKeys)
    .where(sql`${idempotencyKeys.at} < ${slot('before')}`)
    .prepare();
  const select = db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.principalId, slot('by')), eq(idempotencyKeys.key, slot('key'))))
    .prepare();
  const insert = db
    .insert(idempotencyKeys)
    .values({
      principalId: slot('by'),
      key: slot('key'),
      type: slot('type'),
      digest: slot('digest'),
      recordId: slot('recordId'),
      at: slot('at'),
      result: slot('result'),
    })
    .prepare();

  /**
   * The id of the record that a request with this key created, or null if the key is new.
   * @throws AppError 'invalid' if the key was used for another request
   */
  function find(by: Principal, type: RecordType, { key, digest }: Idempotency, now: number): string | null {
    removeExpired.run({ before: now - retentionMillis });
    const stored = select.get({ by: by.id, key });
    if (!stored) return null;
    if (!hasCommonDigest(stored.digest, digest) || stored.type !== type) {
      throw createKeyReusedError();
    }
    return stored.recordId;
  }

  function save(
    by: Principal,
    type: RecordType,
    { key, digest }: Idempotency,
    recordId: string,
    at: number,
  ): void {
    insert.run({ by: by.id, key, type, digest, recordId, at, result: null });
  }

  /** The answer to the batch with this key, or null if the key is new. @throws as `find` */
  function findBatch<Result extends BatchResult = Pick<BatchAnswer, 'operationId' | 'applied' | 'refused'>>(
    by: Principal,
    idempotency: Idempotency,
    now: number,
  ): Result | null {
    if (find(by, 'batch', idempotency, now) === null) return null;
    return JSON.parse(select.get({ by: by.id, key: idempotency.key })?.result ?? 'null');
  }

  function saveBatch<Result extends BatchResult>(
    by: Principal,
    { key, digest }: Idempotency,
    result: Result,
    at: number,
  ): void {
    const { operationId: recordId } = result;
    insert.run({ by: by.id, key, type: 'batch', digest, recordId, at, result: JSON.stringify(result) });
  }

  return { find, save, findBatch, saveBatch };
}

export function createKeyReusedError(): AppError {
  return invalid('Idempotency-Key', 'idempotency-key-reused');
}

function hasCommonDigest(stored: string, given: string): boolean {
  const digests = new Set(stored.split('.'));
  return given.split('.').some((digest) => digests.has(digest));
}
