import { and, eq, lt } from 'drizzle-orm';
import { invalid } from '../model/errors';
import type { Principal } from '../model/principal';
import type { Idempotency } from '../store';
import type { Db } from './client';
import { idempotencyKeys } from './schema-journal';

const kept = 30 * 86_400_000;

type KeptType = (typeof idempotencyKeys.$inferSelect)['type'];

/**
 * The record that this key made before, or null for a new one.
 * @throws AppError 'invalid' where the key came with another request.
 */
export function recallKey(
  db: Db,
  by: Principal,
  type: KeptType,
  { key, digest }: Idempotency,
  now: number,
): string | null {
  db.delete(idempotencyKeys)
    .where(lt(idempotencyKeys.at, now - kept))
    .run();
  const known = db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.principalId, by.id), eq(idempotencyKeys.key, key)))
    .get();
  if (!known) return null;
  if (known.digest !== digest || known.type !== type) {
    throw invalid('Idempotency-Key', 'This key was used for another request: take a new one');
  }
  return known.recordId;
}

export function keepKey(
  db: Db,
  by: Principal,
  type: KeptType,
  { key, digest }: Idempotency,
  recordId: string,
  now: number,
): void {
  db.insert(idempotencyKeys).values({ principalId: by.id, key, type, digest, recordId, at: now }).run();
}
