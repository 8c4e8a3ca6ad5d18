import * as z from 'zod';
import { auditEntry } from '@/db/model/access/account';
import type { Api } from '../../../support/api';
import { cursorIn } from '../../live/live-test';
import { expect, sharedTest as test } from '../team';

const entries = z.looseObject({ items: z.array(auditEntry) });
const listed = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });

test('only a key with scope red reads the red events that name its owner, live too', async ({ team }) => {
  const owner = await team.createMember({ role: 'analyst', clearance: 'green' });
  const red = await team.createKey(owner, { scopes: ['read', 'red'] });
  const plain = await team.createKey(owner, { scopes: ['read', 'write'] });
  const earlier = cursorIn(await red.api.get('/api/feed'));
  const redViewer = await team.watch({ 'x-api-key': red.key });
  const plainViewer = await team.watch({ 'x-api-key': plain.key });
  const marked = { tlp: 'red', targets: [{ country: 'FR', type: 'embassy' }] };
  const named = await team.log(team.admin, 'Names the owner', { ...marked, recipients: [owner.id] });
  const other = await team.log(team.admin, 'Names nobody', marked);
  await team.log(team.admin, 'Last', { tlp: 'clear' });

  for (const viewer of [redViewer, plainViewer])
    await viewer.until(({ titles }) => titles().includes('Last'));
  expect(redViewer.titles()).toEqual(['Names the owner', 'Last']);
  expect(plainViewer.bytes()).not.toContain(named.id);
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
  expect((await red.api.patch(`/api/events/${named.id}`, 1, { title: 'By a read key' })).status).toBe(403);

  // When the event no longer names the owner, neither they nor the key can read it.
  expect((await team.admin.api.patch(`/api/events/${named.id}`, 1, { recipients: [] })).status).toBe(200);
  await redViewer.until(({ items }) => items().some((item) => item.op === 'retract' && item.id === named.id));
  expect(listed.parse((await red.api.get('/api/events')).body).items.map(({ id }) => id)).not.toContain(
    named.id,
  );
});

test('a key accepts `scopes` or the older `scope`, refuses invalid ones, and its scopes are audited', async ({
  team,
}) => {
  const owner = await team.createMember({ role: 'analyst', clearance: 'green' });
  const common = { name: 'Program', clearance: 'green' };
  for (const [given, scope, scopes] of [
    [{ scope: 'read' }, 'read', ['read']],
    [{ scope: 'write' }, 'write', ['read', 'write']],
    [{ scopes: ['write'] }, 'write', ['read', 'write']],
    [{ scopes: ['red', 'read'] }, 'read', ['read', 'red']],
    [{ scopes: ['write', 'red', 'read'] }, 'write', ['read', 'write', 'red']],
  ] as const) {
    const made = await owner.api.post('/api/keys', { ...common, ...given });
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
    const refused = await owner.api.post('/api/keys', { ...common, ...given });
    expect(refused, JSON.stringify(given)).toMatchObject({ status: 422 });
    expect(JSON.stringify(refused.body)).toContain('"path":"scope');
  }
  const { items } = entries.parse((await team.admin.api.get('/api/audit?type=account')).body);
  const made = items.filter(({ by, what }) => by.id === owner.id && what === 'made-key');
  expect(made.map(({ details }) => details.scopes)).toContainEqual(['read', 'write', 'red']);
});

test('only users cleared for red read the metrics, which count red frames', async ({ team }) => {
  const high = await team.createMember({ role: 'viewer', clearance: 'red' });
  const low = await team.createMember({ role: 'admin', clearance: 'amber+strict' });
  expect((await (await team.createKey(high)).api.get('/api/metrics')).status).toBe(200);
  expect((await low.api.get('/api/metrics')).status).toBe(403);
  expect((await fetch(`${team.url}/api/metrics`)).status).toBe(401);
});
