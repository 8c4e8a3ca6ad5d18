import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { localPrincipal as local } from '@/db/model/access/principal';
import { actorInput, missionInput, visitInput } from '@/db/model/reference';
import { createAuditQuery } from '@/db/sqlite/audit/audit-query';
import { createDb } from '@/db/sqlite/client';
import { newKey, people, threat } from './records';
import { sqliteStore } from './sqlite';

test('a page of the audit needs one statement per kind of record, however many rows it has', async () => {
  const { store, dataDir, remove } = await sqliteStore();
  const [, , amber] = people;
  if (!amber) throw new Error('The people of the store tests have changed');
  try {
    const given = { country: 'CN', host: 'AF', title: 'Delegation', from: '2026-03-01', to: '2026-03-02' };
    for (let n = 0; n < 60; n += 1) {
      await store.createEvent(n % 2 ? local : amber, threat({ tlp: n % 3 ? 'clear' : 'red' }), newKey());
      await store.createRecord(local, 'actor', actorInput.parse({ name: `Actor ${n}` }), newKey());
      await store.createRecord(
        local,
        'mission',
        missionInput.parse({ sending: 'RU', host: 'AF', type: 'consulate', city: `City ${n}` }),
        newKey(),
      );
      await store.createRecord(local, 'visit', visitInput.parse({ ...given, title: `Visit ${n}` }), newKey());
      await store.logAccess(local, { what: 'exported', accountId: local.id });
    }
    const statements: unknown[] = [];
    const connection = new Database(join(dataDir, 'chancery.db'), {
      readonly: true,
      verbose: (text) => statements.push(text),
    });
    const { listAudit } = createAuditQuery(createDb(connection));
    const { items } = listAudit(local, { type: 'all', after: null, limit: 500 });
    expect(items.length).toBeGreaterThanOrEqual(300);
    expect(statements.length).toBeLessThanOrEqual(8);
    const subjects = items.map(({ type, subject }) => [type, subject]);
    for (const one of [
      ['actor', 'Actor 59'],
      ['visit', 'Visit 59'],
      ['account', 'Local analyst'],
      ['event', 'THR-2026-0060'],
      // The first event is red and belongs to somebody else.
      ['event', null],
    ])
      expect(subjects).toContainEqual(one);
    connection.close();
  } finally {
    await remove();
  }
});
