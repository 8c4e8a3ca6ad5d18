import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { Store } from '../store';
import { credentials, passkeys, secondFactors, sessions, users, verifications } from './schema/accounts';

/** The account tables, under the names that better-auth's adapter expects. Its statements run in the writer. */
export function openAuthTables({ runAuthStatement }: Pick<Store, 'runAuthStatement'>) {
  const db = drizzle(async (sql, params, method) => ({ rows: await runAuthStatement(sql, params, method) }));
  const schema = {
    user: users,
    session: sessions,
    account: credentials,
    verification: verifications,
    twoFactor: secondFactors,
    passkey: passkeys,
  };
  return { db, schema };
}
