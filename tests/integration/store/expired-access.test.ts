import { expect } from '@playwright/test';
import { pino } from 'pino';
import { localPrincipal, systemPrincipal } from '@/db/model/access/principal';
import { startAccessCleanup } from '@/server/jobs/expired-access';
import { databaseOf, withDatabase } from '../../support/database';
import { newKey, threat } from './records';
import { sqliteStore } from './sqlite';
import { storeTest } from './store-test';

const test = storeTest(sqliteStore);
const minute = 60_000;

/** Every row as text, of all tables except the gazetteer and the version counter of rights. */
function rowsOf(dataDir: string): string[] {
  return withDatabase(databaseOf(dataDir), (db) =>
    db
      .prepare<[], string>(
        "select name from sqlite_schema where type = 'table' and name <> 'rights' and name not like 'places%'",
      )
      .pluck()
      .all()
      .flatMap((table) =>
        db
          .prepare(`select * from "${table}"`)
          .all()
          .map((row) => `${table} ${JSON.stringify(row)}`),
      ),
  );
}

/** Inserts a session, a verification, an invitation and a sign-in failure that expire in `millis`. */
function insertAccess(dataDir: string, name: string, userId: string, millis: number): void {
  const now = Date.now();
  const ends = now + millis;
  withDatabase(databaseOf(dataDir), (db) => {
    db.prepare(
      'insert into sessions (id, token, user_id, expires_at, created_at, updated_at) values (?, ?, ?, ?, ?, ?)',
    ).run(name, name, userId, ends, now, now);
    db.prepare(
      'insert into verifications (id, identifier, value, expires_at, created_at, updated_at) values (?, ?, ?, ?, ?, ?)',
    ).run(name, name, 'ceremony', ends, now, now);
    db.prepare(
      `insert into invitations (id, kind, hash, email, role, clearance, created_by, created_at, expires_at)
       values (?, 'join', ?, ?, 'viewer', 'clear', ?, ?, ?)`,
    ).run(name, name, `${name}@example.org`, userId, now, ends);
    db.prepare('insert into sign_in_failures (key, count, since) values (?, 20, ?)').run(
      name,
      ends - 15 * minute,
    );
  });
}

test('expired sessions, invitations and failures are removed at the start and periodically', async ({
  store,
  opened: { dataDir },
}) => {
  await store.createEvent(localPrincipal, threat(), newKey());
  const given = { name: 'Ada', email: 'ada@example.org', passwordHash: 'argon2id of a password' };
  await store.createFirstAccount(systemPrincipal, given);
  const [account] = await store.listAccounts(localPrincipal);
  const ada = { ...localPrincipal, kind: 'person' as const, id: account?.id ?? '' };
  await store.createKey(
    ada,
    { name: 'Program', scopes: ['read'], clearance: 'clear', days: 1 },
    { hash: 'hash', start: 'chancery_abc' },
  );
  // An expired key stays, because its owner is shown when it expired.
  withDatabase(databaseOf(dataDir), (db) => db.exec('update api_keys set expires_at = 1'));
  insertAccess(dataDir, 'open', ada.id, 60 * minute);
  const before = rowsOf(dataDir);
  insertAccess(dataDir, 'ended', ada.id, -minute);
  expect(rowsOf(dataDir)).toHaveLength(before.length + 4);

  const log = pino({ level: 'silent' });
  const atStart = startAccessCleanup({ store, log });
  await expect.poll(() => rowsOf(dataDir)).toEqual(before);
  await atStart.close();
  const byClock = startAccessCleanup({ store, log, everyMillis: 20 });
  for (const name of ['ended again', 'ended since']) {
    insertAccess(dataDir, name, ada.id, -minute);
    await expect.poll(() => rowsOf(dataDir)).toEqual(before);
  }
  await byClock.close();
});
