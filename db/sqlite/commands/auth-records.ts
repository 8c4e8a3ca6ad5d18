import { inArray, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { AuthCondition, AuthModel, AuthRecord, AuthValues } from '../../store-auth';
import { authColumn, authTables, requireAuthWhere } from '../auth-tables';
import type { Db } from '../client';

/** The commands of better-auth on its own records. */
export function createAuthRecordCommands(db: Db) {
  function createAuthRecord(_by: Principal, model: AuthModel, values: AuthValues): AuthRecord {
    return db.insert(authTables[model]).values(values).returning().get();
  }

  function updateAuthRecords(
    _by: Principal,
    model: AuthModel,
    where: readonly AuthCondition[],
    values: AuthValues,
  ): AuthRecord[] {
    return db.update(authTables[model]).set(values).where(requireAuthWhere(model, where)).returning().all();
  }

  function deleteAuthRecords(_by: Principal, model: AuthModel, where: readonly AuthCondition[]): number {
    return db.delete(authTables[model]).where(requireAuthWhere(model, where)).run().changes;
  }

  function consumeAuthRecord(
    _by: Principal,
    model: AuthModel,
    where: readonly AuthCondition[],
  ): AuthRecord | null {
    return db.delete(authTables[model]).where(isFirst(model, where)).returning().get() ?? null;
  }

  function incrementAuthRecord(
    _by: Principal,
    model: AuthModel,
    where: readonly AuthCondition[],
    { increment, set }: { increment: Readonly<Record<string, number>>; set: AuthValues },
  ): AuthRecord | null {
    const sums = Object.entries(increment).map(([field, delta]) => [
      field,
      sql`${authColumn(model, field)} + ${delta}`,
    ]);
    return (
      db
        .update(authTables[model])
        .set({ ...set, ...Object.fromEntries(sums) })
        .where(isFirst(model, where))
        .returning()
        .get() ?? null
    );
  }

  /** Is it the first record that meets the condition? */
  function isFirst(model: AuthModel, where: readonly AuthCondition[]) {
    const id = authColumn(model, 'id');
    return inArray(
      id,
      db.select({ id }).from(authTables[model]).where(requireAuthWhere(model, where)).limit(1),
    );
  }

  return {
    createAuthRecord,
    updateAuthRecords,
    deleteAuthRecords,
    consumeAuthRecord,
    incrementAuthRecord,
  };
}
