import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { type AppError, invalid } from '../../model/errors';
import { dayMillis } from '../../model/values/moment';
import type { Idempotency } from '../../store';
import type { Db } from '../client';
import { idempotencyKeys } from '../schema/journal';

const keptMillis = 30 * dayMillis;

type KeptType = (typeof idempotencyKeys.$inferSelect)['type'];

/** The keys of creations: what repeats one within 30 days is answered with the record that it made. */
export function createKeys(db: Db) {
  const slot = sql.placeholder;
  const forget = db
    .delete(idempotencyKeys)
    .where(sql`${idempotencyKeys.at} < ${slot('until')}`)
    .prepare();
  const find = db
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
   * The record that this key made before, or null for a new one.
   * @throws AppError 'invalid' where the key came with another request.
   */
  function recall(by: Principal, type: KeptType, { key, digest }: Idempotency, now: number): string | null {
    forget.run({ until: now - keptMillis });
    const known = find.get({ by: by.id, key });
    if (!known) return null;
    if (!hasCommon(known.digest, digest) || known.type !== type) {
      throw keyOfAnother();
    }
    return known.recordId;
  }

  function keep(
    by: Principal,
    type: KeptType,
    { key, digest }: Idempotency,
    recordId: string,
    at: number,
  ): void {
    insert.run({ by: by.id, key, type, digest, recordId, at });
  }

  return { recall, keep };
}

export function keyOfAnother(): AppError {
  return invalid('Idempotency-Key', 'This key was used for another request: take a new one');
}

function hasCommon(kept: string, given: string): boolean {
  const digests = new Set(kept.split('.'));
  return given.split('.').some((digest) => digests.has(digest));
}
