import * as z from 'zod';
import { type Event, event } from '@/db/model/event/event';
import { historyItem } from '@/db/model/reference';
import { expect } from '../../fixtures';
import type { Api, ApiResponse } from '../../support/api';
import { openViewer } from '../live/viewer';
import { incidentDraft, threatDraft } from './support/drafts';
import { expectBadFields, expectProblem } from './support/expectations';
import { test } from './support/shared-server';

const page = z.strictObject({ items: z.array(event), next: z.string().nullable(), cursor: z.string() });
const history = z.strictObject({ items: z.array(historyItem) });
const reason = { reason: 'Deleted by mistake' };

function parseEvent({ status, body }: ApiResponse): Event {
  expect([200, 201], JSON.stringify(body)).toContain(status);
  return event.parse(body);
}

async function createEvent(api: Api, draft: unknown): Promise<Event> {
  return parseEvent(await api.post('/api/events', draft));
}

async function deleteEvent(api: Api, { id, version }: Event, why = 'Logged twice'): Promise<void> {
  expect((await api.remove(`/api/events/${id}`, version, { reason: why })).status).toBe(204);
}

async function listDeleted(api: Api, search = ''): Promise<z.output<typeof page>> {
  const { status, body } = await api.get(`/api/events?deleted=true${search}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return page.parse(body);
}

test('a deleted event is listed as deleted, and a restore brings it back everywhere', async ({
  api,
  server,
}) => {
  const word = 'kittiwake';
  const foretold = await createEvent(api, threatDraft({ title: `Threat ${word}`, tags: [word] }));
  const realises = [foretold.id];
  const { id: incidentId } = await createEvent(api, incidentDraft({ incident: { phase: 'over', realises } }));
  const original = parseEvent(await api.get(`/api/events/${foretold.id}`));
  const searches = [`q=${word}`, `tag=${word}`, 'targeted=RU', 'status=current'];
  const found = async () => {
    const answers = await Promise.all(searches.map((search) => api.get(`/api/events?limit=500&${search}`)));
    return answers.map(({ body }) => page.parse(body).items.some(({ id }) => id === original.id));
  };
  const figures = async () => ({ ...Object((await api.get('/api/board')).body), asOf: null, cursor: null });
  const before = await figures();
  const viewer = openViewer(server.url);
  await viewer.ready();

  await deleteEvent(api, original);
  expect(await found()).toEqual([false, false, false, false]);
  const gone = (await listDeleted(api)).items.find(({ id }) => id === original.id);
  expect(gone).toMatchObject({
    version: 2,
    ref: original.ref,
    title: original.title,
    updatedBy: { name: 'Local analyst' },
  });
  expectProblem(await api.get(`/api/events/${original.id}`), 404);

  const answer = await api.post(`/api/events/${original.ref}/restore`, reason);
  const restored = parseEvent(answer);
  expect(answer.headers.get('etag')).toBe('"3"');
  const { updatedAt, updatedBy } = restored;
  expect(restored).toEqual({ ...original, version: 3, updatedAt, updatedBy });
  expect((await api.get(`/api/events/${original.id}`)).body).toEqual(restored);
  expect(await found()).toEqual([true, true, true, true]);
  expect(await figures()).toEqual(before);
  expect(parseEvent(await api.get(`/api/events/${incidentId}`)).incident?.realises).toEqual(realises);
  expect((await listDeleted(api)).items.map(({ id }) => id)).not.toContain(original.id);
  await viewer.until(({ titles }) => titles().includes(original.title));
  await viewer.until(({ items }) =>
    items().some((item) => item.op === 'changed' && item.type === 'link' && item.id === incidentId),
  );
  viewer.close();
  const { items } = history.parse((await api.get(`/api/events/${original.id}/history`)).body);
  expect(items.map(({ version, what, reason }) => [version, what, reason])).toEqual([
    [3, 'restored', reason.reason],
    [2, 'deleted', 'Logged twice'],
    [1, 'logged', null],
  ]);
  const next = await api.patch(`/api/events/${original.id}`, 3, { title: 'Edited again' });
  expect(parseEvent(next)).toMatchObject({ version: 4, title: 'Edited again' });
});

test('only a deleted event can be restored, and a repeated request creates no second version', async ({
  api,
}) => {
  const original = await createEvent(api, threatDraft());
  const restore = `/api/events/${original.id}/restore`;
  expectBadFields(await api.post(restore, reason), ['id']);
  await deleteEvent(api, original);
  expectBadFields(await api.post(restore, {}), ['reason']);
  expectBadFields(await api.post(restore, { ...reason, version: 2 }), ['version']);
  const key = { 'idempotency-key': `restore ${original.id}`.replaceAll(' ', '-') };
  expect(parseEvent(await api.post(restore, reason, key)).version).toBe(3);
  const again = await api.post(restore, reason, key);
  expect(again.headers.get('idempotent-replay')).toBe('true');
  expect(parseEvent(again).version).toBe(3);
  expectBadFields(await api.post(restore, { reason: 'Another' }, key), ['Idempotency-Key']);
  expectBadFields(await api.post(restore, reason, { 'idempotency-key': undefined }), ['id']);
  const other = await createEvent(api, threatDraft());
  await deleteEvent(api, other);
  expectBadFields(await api.post(`/api/events/${other.id}/restore`, reason, key), ['Idempotency-Key']);
  expectProblem(await api.post('/api/events/THR-1999-0001/restore', reason), 404);
});

test('deleted events are listed in pages, latest first, and unsupported filters are refused', async ({
  api,
}) => {
  for (let n = 0; n < 5; n += 1) {
    const draft = n % 2 ? incidentDraft({ severity: 'minor' }) : threatDraft({ severity: 'extreme' });
    await deleteEvent(api, await createEvent(api, { ...draft, location: { country: 'VU' } }));
  }
  const seen: Event[] = [];
  let next: string | null = null;
  do {
    const token: string = next === null ? '' : `&page=${encodeURIComponent(next)}`;
    const answer = await listDeleted(api, `&host=VU&limit=2${token}`);
    expect(answer.items.length).toBeLessThanOrEqual(2);
    seen.push(...answer.items);
    next = answer.next;
  } while (next);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
  const times = seen.map(({ updatedAt }) => updatedAt);
  expect(times).toEqual([...times].sort().reverse());
  const extreme = await listDeleted(api, '&host=VU&severity=extreme&kind=threat');
  expect(extreme.items.map(({ kind }) => kind)).toEqual(['threat', 'threat', 'threat']);
  const refused = {
    targeted: 'RU',
    targetType: 'embassy',
    diplomatic: 'true',
    mission: '01a20707-bf6a-7180-94c9-dcdd355ed958',
    actor: '01a20707-bf6a-7180-94c9-dcdd355ed958',
    tag: 'one',
    q: 'threat',
    sort: 'at',
  };
  const search = String(new URLSearchParams({ deleted: 'true', ...refused }));
  expectBadFields(await api.get(`/api/events?${search}`), Object.keys(refused));
  expectBadFields(await api.get('/api/events?deleted=yes'), ['deleted']);
  const first = page.parse((await api.get('/api/events?limit=1&host=VU&deleted=true')).body);
  expectBadFields(await api.get(`/api/events?page=${encodeURIComponent(String(first.next))}`), ['page']);
  expect((await api.get('/api/events?deleted=false&limit=1')).status).toBe(200);
});

test('restoring an event whose visit is marked stricter is refused with advice', async ({ api }) => {
  const visit = z.looseObject({ id: z.string(), version: z.number() }).parse(
    (
      await api.post('/api/visits', {
        country: 'RU',
        host: 'AF',
        title: 'Envoy',
        from: '2026-03-01',
        to: '2026-03-03',
        tlp: 'green',
      })
    ).body,
  );
  const target = { country: 'RU' as const, type: 'delegation' as const, visitId: visit.id };
  const original = await createEvent(api, threatDraft({ targets: [target], tlp: 'green' }));
  await deleteEvent(api, original);
  const setMarking = async (version: number, tlp: string) =>
    expect((await api.patch(`/api/visits/${visit.id}`, version, { tlp })).status).toBe(200);
  await setMarking(visit.version, 'amber');
  const answer = await api.post(`/api/events/${original.id}/restore`, reason);
  expectBadFields(answer, ['targets.0.visitId']);
  expect(JSON.stringify(answer.body)).toMatch(/mark the visit no stricter than green/);
  expect((await listDeleted(api)).items.map(({ id }) => id)).toContain(original.id);
  await setMarking(visit.version + 1, 'green');
  expect(parseEvent(await api.post(`/api/events/${original.id}/restore`, reason)).version).toBe(3);
});
