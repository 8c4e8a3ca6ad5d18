import type { Principal } from '../model/access/principal';
import type { AuthMethod } from '../store-accounts';
import type { Db } from './client';

/** Runs the statements of better-auth in the writer; drizzle's sqlite-proxy passes them on. */
export function createAuthRunner(db: Db) {
  return (_by: Principal, sql: string, params: unknown[], method: AuthMethod): unknown[] => {
    const statement = db.$client.prepare<unknown[], unknown[]>(sql);
    if (!statement.reader) {
      statement.run(...params);
      return [];
    }
    statement.raw();
    if (method === 'get') return statement.get(...params) ?? [];
    return statement.all(...params);
  };
}
