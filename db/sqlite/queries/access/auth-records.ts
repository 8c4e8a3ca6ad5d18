import { asc, count, desc } from 'drizzle-orm';
import type { AuthCondition, AuthModel, AuthPage, AuthRecord } from '../../../store-auth';
import { authColumn, authTables, authWhere } from '../../auth-tables';
import type { Db } from '../../client';

/** The queries of better-auth on its own records. */
export function createAuthRecordQueries(db: Db) {
  function findAuthRecords(
    model: AuthModel,
    where: readonly AuthCondition[],
    { limit, offset = 0, sortBy }: AuthPage,
  ): AuthRecord[] {
    const order = sortBy && (sortBy.direction === 'desc' ? desc : asc)(authColumn(model, sortBy.field));
    return db
      .select()
      .from(authTables[model])
      .where(authWhere(model, where))
      .orderBy(...(order ? [order] : []))
      .limit(limit)
      .offset(offset)
      .all();
  }

  function countAuthRecords(model: AuthModel, where: readonly AuthCondition[]): number {
    const row = db.select({ n: count() }).from(authTables[model]).where(authWhere(model, where)).get();
    return row?.n ?? 0;
  }

  return { findAuthRecords, countAuthRecords };
}
