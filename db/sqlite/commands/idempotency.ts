import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { type AppError, invalid } from '../../model/errors';
import { dayMillis } from '../../model/values/moment';
import type { Idempotency } from '../../store';
import type { Db } from '../client';
import { idempotencyKeys } from '../schema/journal';

const retentionMillis = 30 * dayMillis;

type RecordType = (typeof idempotencyKeys.$inferSelect)['type'];

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
    insert.run({ by: by.id, key, type, digest, recordId, at });
  }

  return { find, save };
}

export function createKeyReusedError(): AppError {
  return invalid('Idempotency-Key', 'idempotency-key-reused');
}

function hasCommonDigest(stored: string, given: string): boolean {
  const digests = new Set(stored.split('.'));
  return given.split('.').some((digest) => digests.has(digest));
}
