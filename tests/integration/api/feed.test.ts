import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { board } from '@/db/model/board';
import { event } from '@/db/model/event/event';
import { expect, test } from '../../fixtures';
import type { Api } from '../../support/api';
import { incidentDraft, threatDraft } from './support/drafts';
import { expectBadFields, expectProblem } from './support/expectations';

test.use({ seed: 'none' });

const version = z.int();
const feed = z.strictObject({
  epoch: z.string(),
  cursor: z.string(),
  items: z.array(
    z.union([
      z.strictObject({ op: z.literal('upsert'), event }),
      z.strictObject({ op: z.literal('retract'), id: z.string(), version }),
      z.strictObject({ op: z.literal('changed'), type: z.string(), id: z.string(), version }),
    ]),
  ),
});

async function read(api: Api, after?: string, limit = 100) {
  const answer = await api.get(
    `/api/feed?limit=${limit}${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`,
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return feed.parse(answer.body);
}

test('polling from a snapshot’s cursor returns every later change once, even across a restart', async ({
  api,
  server,
}) => {
  await api.post('/api/events', incidentDraft());
  const { cursor } = board.parse((await api.get('/api/board')).body);
  expect((await read(api, cursor)).items).toEqual([]);

  const threat = await api.post('/api/events', threatDraft());
  const { id } = event.parse(threat.body);
  const actor = await api.post('/api/actors', { name: 'ISKP' });
  await server.restart();

  const first = await read(api, cursor);
  expect(first.items).toEqual([
    { op: 'upsert', event: threat.body },
    { op: 'changed', type: 'actor', id: Reflect.get(Object(actor.body), 'id'), version: 1 },
  ]);
  await api.remove(`/api/events/${id}`, 1, { reason: 'Mistake' });
  const second = await read(api, first.cursor);
  expect(second).toMatchObject({ epoch: first.epoch, items: [{ op: 'retract', id, version: 2 }] });
  expect((await read(api, second.cursor)).items).toEqual([]);
});

test('a feed without a cursor starts at the present', async ({ api }) => {
  await api.post('/api/events', threatDraft());
  const now = await read(api);
  expect(now.items).toEqual([]);
  await api.post('/api/events', incidentDraft());
  expect((await read(api, now.cursor)).items).toMatchObject([{ op: 'upsert', event: { kind: 'incident' } }]);
});

test('a long feed is read in pages', async ({ api }) => {
  const { cursor } = await read(api);
  const made: string[] = [];
  for (let number = 0; number < 7; number += 1) {
    made.push(
      event.parse((await api.post('/api/events', threatDraft({ title: `Threat ${number}` }))).body).id,
    );
  }
  const seen: string[] = [];
  for (let after = cursor; ; ) {
    const page = await read(api, after, 3);
    if (page.items.length === 0) break;
    expect(page.items.length).toBeLessThanOrEqual(3);
    seen.push(...page.items.flatMap((item) => (item.op === 'upsert' ? [item.event.id] : [])));
    after = page.cursor;
  }
  expect(seen).toEqual(made);
});

test('a malformed cursor and a cursor of another store are refused', async ({ api, startServer }) => {
  for (const after of ['', 'abc', 'A'.repeat(999), 'A'.repeat(2000)]) {
    expectBadFields(await api.get(`/api/feed?after=${after}`), ['after']);
  }
  expectBadFields(await api.get('/api/feed?limit=0&x=1'), ['limit', 'x']);

  const other = await startServer({ seed: 'none', isFirstStart: true });
  const before = feed.parse(await (await fetch(`${other.url}/api/feed`)).json());
  // Each store seals its cursors with its own key.
  expectBadFields(await api.get(`/api/feed?after=${before.cursor}`), ['after']);
});

test('a cursor ahead of the journal returns 410 with the reason', async ({ api, server }) => {
  await server.stop();
  const file = join(server.dataDir, 'chancery.db');
  await copyFile(file, `${file}.copy`);
  await server.restart();
  await api.post('/api/events', threatDraft());
  const { cursor } = await read(api);
  await server.stop();
  await Promise.all(['-wal', '-shm'].map((end) => rm(`${file}${end}`, { force: true })));
  await copyFile(`${file}.copy`, file);
  await server.restart();
  const gone = expectProblem(await api.get(`/api/feed?after=${cursor}`), 410);
  expect(gone.reason).toBe('ahead');
});
