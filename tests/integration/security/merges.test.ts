import * as z from 'zod';
import { event } from '@/db/model/event/event';
import { similarEvent } from '@/db/model/similar';
import { incidentDraft, threatDraft } from '../api/support/drafts';
import { bytesOf } from './markings/bytes-of';
import { eventOf, expect, sharedTest as test } from './team';

const merged = z.strictObject({ ...event.shape, operationId: z.uuid() });
const similar = z.strictObject({ items: z.array(similarEvent) });
const source = (url: string, more = {}) => ({ publisher: 'Wire', title: 'Report', url, ...more });

test('two people merge records: nobody sees more than before, and the merged ref leads to the survivor', async ({
  team,
}) => {
  const [ada, ben] = [
    await team.createMember({ clearance: 'amber' }),
    await team.createMember({ clearance: 'green' }),
  ];
  const into = await team.log(ben, 'Gate rammed', { tlp: 'green', sources: [source('https://a.example/1')] });
  const from = await team.log(ada, 'Vehicle at the gate', {
    tlp: 'amber',
    sources: [source('https://b.example/2')],
  });
  const merge = (who: typeof ada, id: string, target: string, headers = {}) =>
    who.api.post(
      `/api/events/${id}/merge`,
      { into: target, reason: 'Same' },
      { 'if-match': '"1"', ...headers },
    );

  // A hidden event and one that does not exist are the same, as what is merged and as what stays.
  const absent = '01a20707-bf6a-7180-94c9-dcdd355ed9ff';
  expect(bytesOf(await merge(ben, from.id, into.id))).toBe(bytesOf(await merge(ben, absent, into.id)));
  expect(bytesOf(await merge(ben, into.id, from.ref))).toBe(
    bytesOf(await merge(ben, into.id, 'THR-2026-9999')),
  );
  expect(await merge(ada, from.id, into.id, { 'if-match': undefined })).toMatchObject({ status: 428 });
  expect(await merge(ada, from.id, into.id, { 'if-match': '"7"' })).toMatchObject({
    status: 412,
    body: { current: { id: from.id } },
  });
  const seen = (intoVersion: number, target: string) =>
    ada.api.post(
      `/api/events/${from.id}/merge`,
      { into: target, intoVersion, reason: 'Same' },
      { 'if-match': '"1"' },
    );
  expect(await seen(7, into.id)).toMatchObject({
    status: 412,
    body: { current: { id: into.id, version: 1 } },
  });
  expect(await seen(7, 'THR-2026-9999')).toMatchObject({ status: 404 });
  expect(await merge(ada, from.id, from.ref)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'into', message: expect.stringContaining('itself') }] },
  });

  const key = { 'idempotency-key': `merge-${from.id}` };
  const answer = await merge(ada, from.id, into.id, key);
  const survivor = merged.parse(answer.body);
  expect(answer.headers.get('operation-id')).toBe(survivor.operationId);
  expect(answer.headers.get('etag')).toBe('"2"');
  expect(survivor).toMatchObject({ id: into.id, tlp: 'amber', aliases: [from.ref], sources: { length: 2 } });
  const again = await merge(ada, from.id, into.id, key);
  expect(again.headers.get('idempotent-replay')).toBe('true');
  expect(merged.parse(again.body)).toEqual(survivor);

  for (const idOrRef of [from.id, from.ref])
    expect(eventOf(await ada.api.get(`/api/events/${idOrRef}`)).id).toBe(into.id);
  // The stricter marking wins, so the other author can see neither.
  for (const idOrRef of [from.id, from.ref, into.id])
    expect((await ben.api.get(`/api/events/${idOrRef}`)).status).toBe(404);
  // A program that holds the merged event has not seen the surviving one: it cannot change it by mistake.
  expect(await ada.api.patch(`/api/events/${from.id}`, 2, { title: 'Old' })).toMatchObject({
    status: 412,
    body: { current: { id: into.id } },
  });
  expect(await merge(ada, from.id, into.id)).toMatchObject({ status: 422, body: { code: 'merged-already' } });
  const third = await team.log(ada, 'Third', { tlp: 'amber' });
  expect(await merge(ada, third.id, from.ref)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'into', message: expect.stringContaining(into.ref) }] },
  });
  const page = await ada.api.get(`/events/${from.ref}`);
  expect(JSON.stringify([page.status, page.headers.get('location'), page.body])).toContain(
    `/events/${into.ref}`,
  );
});

test('a merge retracts one event and sends the other to those who may see it', async ({ team }) => {
  const ada = await team.createMember({ clearance: 'amber' });
  const viewer = await team.watch({ cookie: ada.cookie });
  const into = await team.log(ada, 'Crowd at the embassy', { tlp: 'amber' });
  const from = await team.log(ada, 'Protest at the gate', { tlp: 'amber' });
  await viewer.until(({ titles }) => titles().includes('Protest at the gate'));
  const body = { into: into.id, reason: 'Same' };
  expect((await ada.api.post(`/api/events/${from.id}/merge`, body, { 'if-match': '"1"' })).status).toBe(200);
  await viewer.until(({ items }) => items().some((item) => item.op === 'retract' && item.id === from.id));
  await viewer.until(({ items }) =>
    items().some(
      (item) => item.op === 'upsert' && item.event.id === into.id && item.event.aliases.includes(from.ref),
    ),
  );
  viewer.close();
});

test('similar events are told with their reasons to those who may see them only', async ({ team }) => {
  const [ada, ben] = [
    await team.createMember({ clearance: 'amber' }),
    await team.createMember({ clearance: 'green' }),
  ];
  const at = '2026-04-02T08:00:00Z';
  const page = 'https://www.wire.example/story/77/?utm_source=mail#top';
  const known = eventOf(
    await ada.api.post(
      '/api/events',
      incidentDraft({
        title: 'Gunmen storm the Zarnegar compound',
        at,
        tlp: 'amber',
        sources: [source(page)],
      }),
    ),
  );
  const ask = async (who: typeof ada, draft: unknown) => {
    const { status, body } = await who.api.post('/api/similar', draft);
    expect(status, JSON.stringify(body)).toBe(200);
    return similar.parse(body).items.map((item) => [item.event.id, item.reasons] as const);
  };
  const reasonsOf = async (who: typeof ada, draft: unknown) =>
    (await ask(who, draft)).find(([id]) => id === known.id)?.[1];

  const sameUrl = { title: '', sources: [{ url: 'http://wire.example/story/77' }] };
  expect(await reasonsOf(ada, sameUrl)).toEqual(['same-url']);
  expect(await reasonsOf(ben, sameUrl)).toBeUndefined();
  // Years later, and no other field known yet.
  const later = { title: 'Zarnegar compound stormed by armed men', at: '2029-01-01' };
  expect(await reasonsOf(ada, later)).toEqual(['recycled', 'near-text']);
  expect(await reasonsOf(ben, later)).toBeUndefined();
  // In another language, only what happened to whom, where and when.
  const other = {
    title: 'Нападение на представительство',
    at: '2026-04-02',
    location: { country: 'AF', city: 'Kabul' },
    targets: [{ country: 'PK', type: 'embassy' }],
  };
  expect(await reasonsOf(ada, other)).toEqual(['same-target', 'same-place', 'near-date']);
  expect(await reasonsOf(ada, { ...other, id: known.id })).toBeUndefined();
  // A whole input is accepted, and an unknown field is not.
  await ask(ada, threatDraft());
  expect((await ada.api.post('/api/similar', { titel: 'x' })).status).toBe(422);
  await ada.api.remove(`/api/events/${known.id}`, 1, { reason: 'Mistake' });
  expect(await reasonsOf(ada, sameUrl)).toBeUndefined();
});
