import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { Store } from '../store';
import { credentials, passkeys, secondFactors, sessions, users, verifications } from './schema/accounts';

/** The tables of accounts as better-auth's adapter wants them: its statements run in the writer. */
export function openAuthTables({ runAuth }: Pick<Store, 'runAuth'>) {
  const db = drizzle(async (sql, params, method) => ({ rows: await runAuth(sql, params, method) }));
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
