import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as z from 'zod';
import { apiKey, auditEntry } from '@/db/model/access/account';
import { expect, test } from './team';

const keys = z.strictObject({ items: z.array(apiKey), next: z.string().nullable() });
const entries = z.looseObject({ items: z.array(auditEntry) });

test('a person has at most 50 keys, and keys are listed in pages', async ({ team, server }) => {
  const person = await team.createMember();
  const input = { name: 'Program', scopes: ['read'], clearance: 'clear' };
  const answers = [];
  for (let n = 0; n < 51; n += 1)
    answers.push(await person.api.post('/api/keys', { ...input, name: `P${n}` }));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
  expect(answers.at(-1)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'name', message: expect.stringContaining('Revoke a key first') }] },
  });
  const [first] = keys.parse((await person.api.get('/api/keys')).body).items;
  expect((await person.api.call('DELETE', `/api/keys/${first?.id}`)).status).toBe(204);
  expect((await person.api.post('/api/keys', input)).status).toBe(201);

  // Earlier versions had no limit, so a database may contain many.
  const db = new Database(join(server.dataDir, 'chancery.db'));
  const [principal, key] = [
    db.prepare(
      "insert into principals (id, kind, name, role, clearance) values (?, 'key', ?, 'viewer', 'clear')",
    ),
    db.prepare(
      "insert into api_keys (id, owner_id, hash, start, scope, created_at, expires_at) values (?, ?, ?, 'chancery_abc', 'read', 1, 9999999999999)",
    ),
  ];
  db.transaction(() => {
    for (let n = 0; n < 3_000; n += 1) {
      const id = `ffffffff-0000-7000-8000-${String(n).padStart(12, '0')}`;
      principal.run(id, `Old ${n}`);
      key.run(id, team.admin.id, id);
    }
  })();
  db.close();
  const seen = new Set<string>();
  let page: string | null = '';
  let pages = 0;
  while (page !== null) {
    const query: string = page === '' ? '' : `&page=${encodeURIComponent(page)}`;
    const { items, next } = keys.parse((await team.admin.api.get(`/api/keys?limit=500${query}`)).body);
    for (const { id } of items) seen.add(id);
    page = next;
    pages += 1;
  }
  expect([seen.size, pages]).toEqual([3_050, 7]);
  const shown = String((await team.admin.api.get('/admin/people')).body);
  expect(shown.length).toBeLessThan(600_000);
  expect(shown).toContain('More keys');
});

test('a person and their keys share ten exports a minute, audited with a bounded filter', async ({
  team,
}) => {
  const person = await team.createMember({ role: 'viewer' });
  const program = await team.createKey(person);
  const countries = Array.from({ length: 300 }, (_, n) => ['AF', 'CN', 'FR', 'IN', 'PK'][n % 5]).join(',');
  const wide = `/api/events/export?format=csv&targeted=${countries}&host=${countries}`;
  const statuses = [];
  for (let n = 0; n < 11; n += 1) statuses.push((await (n % 2 ? program.api : person.api).get(wide)).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  const { items } = entries.parse((await team.admin.api.get('/api/audit?type=account')).body);
  const exported = items.filter(({ what }) => what === 'exported');
  expect(exported).toHaveLength(10);
  expect(wide.length).toBeGreaterThan(1_500);
  for (const { details } of exported) expect(String(details.filter).length).toBeLessThanOrEqual(1_001);
});
