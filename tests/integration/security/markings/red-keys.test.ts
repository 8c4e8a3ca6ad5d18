import * as z from 'zod';
import { auditEntry } from '@/db/model/access/account';
import { type Api, createApi } from '../../../support/api';
import { cursorIn } from '../../live/live-test';
import { expect, test } from '../team';

const madeKey = z.looseObject({ id: z.string(), key: z.string() });
const entries = z.looseObject({ items: z.array(auditEntry) });
const listed = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });

test('a key with scope red reads what its owner reads by name, live too, and no other key does', async ({
  team,
}) => {
  const owner = await team.createMember({ role: 'analyst', clearance: 'green' });
  const make = async (scopes: string[]) => {
    const made = await owner.api.post('/api/keys', { name: 'Program', scopes, clearance: 'green' });
    expect(made, JSON.stringify(made.body)).toMatchObject({ status: 201, body: { scopes } });
    const { id, key } = madeKey.parse(made.body);
    return { id, key, api: createApi(team.url, { 'x-api-key': key }) };
  };
  const red = await make(['read', 'red']);
  const plain = await make(['read', 'write']);
  const earlier = cursorIn(await red.api.get('/api/feed'));
  const live = await team.watch({ 'x-api-key': red.key });
  const blind = await team.watch({ 'x-api-key': plain.key });
  const marked = { tlp: 'red', targets: [{ country: 'FR', type: 'embassy' }] };
  const named = await team.log(team.admin, 'For the owner', { ...marked, recipients: [owner.id] });
  const other = await team.log(team.admin, 'For nobody else', marked);
  await team.log(team.admin, 'The last', { tlp: 'clear' });

  for (const viewer of [live, blind]) await viewer.until(({ titles }) => titles().includes('The last'));
  expect(live.titles()).toEqual(['For the owner', 'The last']);
  expect(blind.bytes()).not.toContain(named.id);
  const boardOf = async ({ api }: { api: Api }) => Object((await api.get('/api/board')).body);
  expect(await boardOf(red)).toEqual({ ...(await boardOf(owner)), cursor: expect.any(String) });
  expect(JSON.stringify(await boardOf(red))).toContain('"FR"');
  expect(JSON.stringify(await boardOf(plain))).not.toContain('"FR"');
  for (const path of [
    '/api/events',
    '/api/active',
    `/api/feed?after=${earlier}`,
    '/api/events/export?format=json',
  ]) {
    expect(JSON.stringify((await red.api.get(path)).body), path).toContain(named.id);
    expect(JSON.stringify((await plain.api.get(path)).body), path).not.toContain(named.id);
    expect(JSON.stringify((await red.api.get(path)).body), path).not.toContain(other.id);
  }
  for (const path of [`/api/events/${named.ref}`, `/api/events/${named.id}/history`]) {
    expect((await red.api.get(path)).status, path).toBe(200);
    expect((await plain.api.get(path)).status, path).toBe(404);
  }
  expect((await red.api.patch(`/api/events/${named.id}`, 1, { title: 'By a key that reads' })).status).toBe(
    403,
  );

  // No longer named, the owner loses the record, and the key with them.
  expect((await team.admin.api.patch(`/api/events/${named.id}`, 1, { recipients: [] })).status).toBe(200);
  await live.until(({ items }) => items().some((item) => item.op === 'retract' && item.id === named.id));
  expect(listed.parse((await red.api.get('/api/events')).body).items.map(({ id }) => id)).not.toContain(
    named.id,
  );
});

test('a key says its scopes in lists and in the audit, the word of before still works, and what makes no sense is refused', async ({
  team,
}) => {
  const owner = await team.createMember({ role: 'analyst', clearance: 'green' });
  const asked = { name: 'Program', clearance: 'green' };
  for (const [given, scope, scopes] of [
    [{ scope: 'read' }, 'read', ['read']],
    [{ scope: 'write' }, 'write', ['read', 'write']],
    [{ scopes: ['write'] }, 'write', ['read', 'write']],
    [{ scopes: ['red', 'read'] }, 'read', ['read', 'red']],
    [{ scopes: ['write', 'red', 'read'] }, 'write', ['read', 'write', 'red']],
  ] as const) {
    const made = await owner.api.post('/api/keys', { ...asked, ...given });
    expect(made, JSON.stringify(made.body)).toMatchObject({ status: 201, body: { scope, scopes } });
  }
  for (const given of [
    {},
    { scopes: [] },
    { scopes: ['red'] },
    { scopes: ['read', 'read'] },
    { scopes: ['admin'] },
    { scope: 'red' },
    { scope: 'read', scopes: ['read'] },
  ]) {
    const refused = await owner.api.post('/api/keys', { ...asked, ...given });
    expect(refused, JSON.stringify(given)).toMatchObject({ status: 422 });
    expect(JSON.stringify(refused.body)).toContain('"path":"scope');
  }
  const { items } = entries.parse((await team.admin.api.get('/api/audit?type=account')).body);
  const made = items.filter(({ by, what }) => by.id === owner.id && what === 'made-key');
  expect(made.map(({ details }) => details.scopes)).toContainEqual(['read', 'write', 'red']);
});
