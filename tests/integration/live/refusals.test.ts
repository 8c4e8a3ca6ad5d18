import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { createApi } from '../../support/api';
import { cursorIn, expect, test } from './live-test';
import { fetchUpgrade } from './upgrade';
import { openViewer } from './viewer';

test('a malformed cursor is refused at its field', async ({ server }) => {
  for (const cursor of ['nonsense', '', 'a'.repeat(200)]) {
    const refusal = await openViewer(server.url, { cursor }).refused();
    expect(refusal.paths).toEqual(['auth.cursor']);
    expect(refusal.message).toContain('cursor');
  }
});

test('a page token is refused as a cursor, and a cursor as a page token', async ({ server, api, log }) => {
  await log('One');
  await log('Two');
  const answer = await api.get('/api/events?limit=1');
  const { next, cursor } = z.looseObject({ next: z.string(), cursor: z.string() }).parse(answer.body);
  const refusal = await openViewer(server.url, { cursor: next }).refused();
  expect(refusal).toMatchObject({ paths: ['auth.cursor'], message: expect.stringContaining('page token') });
  const polled = await api.get(`/api/feed?after=${next}`);
  expect(polled).toMatchObject({ status: 422, body: { errors: [{ path: 'after' }] } });
  expect((await api.get(`/api/events?page=${cursor}`)).status).toBe(422);
});

test('a handshake with an invalid or unknown field is refused at that field', async ({ server }) => {
  const refusals: [Record<string, unknown>, string][] = [
    [{ cursor: 7 }, 'auth.cursor'],
    [{ cursor: null }, 'auth.cursor'],
    [{ cursor: { seq: 1 } }, 'auth.cursor'],
    [{ cursor: 'a'.repeat(2000) }, 'auth.cursor'],
    [{ token: 'x' }, 'auth.token'],
  ];
  for (const [auth, path] of refusals) {
    expect((await openViewer(server.url, { auth }).refused()).paths, path).toEqual([path]);
  }
});

test('a connection from another origin is refused', async ({ server }) => {
  for (const origin of ['https://elsewhere.example', 'null']) {
    const upgrade = await fetchUpgrade(server.url, origin);
    expect(upgrade, String(origin)).toMatchObject({ status: 403, body: expect.stringContaining('Origin') });
    const { message } = await openViewer(server.url, { origin }).refused();
    expect(message).toContain('websocket error');
  }
});

test('a connection without an origin needs a valid API key', async ({ server }) => {
  const refusal = await openViewer(server.url, { origin: null }).refused();
  expect(refusal.message).toContain('Origin');
  const withKey = await openViewer(server.url, { origin: null, auth: { apiKey: 'made up' } }).refused();
  expect(withKey.message).toContain('valid API key');
});

test('a viewer who sends any message receives the reason and is disconnected', async ({
  server,
  watch,
  log,
}) => {
  const sendsEvent = await watch();
  sendsEvent.socket.io.engine.write('2["hello",{"a":1}]');
  expect((await sendsEvent.refused()).message).toContain('"hello"');

  const sendsInvalidPacket = await watch();
  sendsInvalidPacket.socket.io.engine.write('no packet');
  expect((await sendsInvalidPacket.refused()).message).toContain('Send nothing');

  const sendsTooMuch = await watch();
  sendsTooMuch.socket.io.engine.write(`2["${'a'.repeat(20_000)}"]`);
  expect((await sendsTooMuch.refused()).message).toContain('too much');

  const other = await watch();
  await log('All is well');
  await other.until(({ titles }) => titles().includes('All is well'));
  expect(server.log()).not.toContain('"level":50');
});

test('transports other than WebSocket are refused', async ({ server }) => {
  const response = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, {
    headers: { origin: server.url },
  });
  expect(response.status).toBe(400);
});

test('a cursor of another store is refused on the socket and over HTTP', async ({
  server,
  startServer,
  api,
  log,
}) => {
  await log('Here');
  const other = await startServer({ seed: 'none', isFirstStart: true });
  const foreign = cursorIn(await createApi(other.url).get('/api/events'));
  const viewer = openViewer(server.url, { cursor: foreign });
  expect((await viewer.refused()).paths).toEqual(['auth.cursor']);
  expect((await api.get(`/api/feed?after=${foreign}`)).status).toBe(422);
});

test('a viewer is reset when an older database copy is put back', async ({ server, api, log }) => {
  await log('In the copy');
  await server.stop();
  const copy = await mkdtemp(join(tmpdir(), 'chancery-copy-'));
  await cp(server.dataDir, copy, { recursive: true });
  await server.restart();
  await log('Lost');
  const cursor = cursorIn(await api.get('/api/events'));
  await server.stop();
  await rm(server.dataDir, { recursive: true });
  await cp(copy, server.dataDir, { recursive: true });
  await rm(copy, { recursive: true });
  await server.restart();

  const ahead = openViewer(server.url, { cursor });
  expect(await ahead.wasReset()).toEqual({ reason: 'ahead' });
  await ahead.gone();
  expect(await api.get(`/api/feed?after=${cursor}`)).toMatchObject({
    status: 410,
    body: { reason: 'ahead' },
  });

  await log('Another');
  const diverged = openViewer(server.url, { cursor });
  expect(await diverged.wasReset()).toEqual({ reason: 'chain' });
});

test('polling returns the same changes as the socket, starting at the present', async ({
  api,
  log,
  watch,
  remove,
}) => {
  await log('Before');
  const start = await api.get('/api/feed');
  expect(start.body).toMatchObject({ items: [] });
  const viewer = await watch({ cursor: cursorIn(start) });
  const gone = await log('Gone');
  for (const title of ['One', 'Two', 'Three']) await log(title);
  await remove(gone);
  await viewer.until(({ items }) => items().some(({ op }) => op === 'retract'));
  let cursor = cursorIn(start);
  const ops: string[] = [];
  for (;;) {
    const answer = await api.get(`/api/feed?limit=2&after=${cursor}`);
    const { items } = z.looseObject({ items: z.array(z.looseObject({ op: z.string() })) }).parse(answer.body);
    if (items.length === 0) break;
    ops.push(...items.map(({ op }) => op));
    cursor = cursorIn(answer);
  }
  expect(ops).toEqual(['retract', 'upsert', 'upsert', 'upsert', 'retract']);
});
