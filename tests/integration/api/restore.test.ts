import * as z from 'zod';
import { type Event, event } from '@/db/model/event/event';
import { historyItem } from '@/db/model/reference';
import { expect } from '../../fixtures';
import type { Answer, Api } from '../../support/api';
import { openViewer } from '../live/viewer';
import { incidentDraft, threatDraft } from './support/drafts';
import { expectBadFields, expectProblem } from './support/expectations';
import { test } from './support/shared-server';

const page = z.strictObject({ items: z.array(event), next: z.string().nullable(), cursor: z.string() });
const history = z.strictObject({ items: z.array(historyItem) });
const reason = { reason: 'Deleted by mistake' };

function eventIn({ status, body }: Answer): Event {
  expect([200, 201], JSON.stringify(body)).toContain(status);
  return event.parse(body);
}

async function log(api: Api, draft: unknown): Promise<Event> {
  return eventIn(await api.post('/api/events', draft));
}

async function remove(api: Api, { id, version }: Event, why = 'Logged twice'): Promise<void> {
  expect((await api.remove(`/api/events/${id}`, version, { reason: why })).status).toBe(204);
}

async function deleted(api: Api, search = ''): Promise<z.output<typeof page>> {
  const { status, body } = await api.get(`/api/events?deleted=true${search}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return page.parse(body);
}

test('a deleted record is listed as deleted, and restored as its next version in every list, count and link', async ({
  api,
  server,
}) => {
  const word = 'kittiwake';
  const foretold = await log(api, threatDraft({ title: `Threat ${word}`, tags: [word] }));
  const realises = [foretold.id];
  const { id: incidentId } = await log(api, incidentDraft({ incident: { phase: 'over', realises } }));
  const made = eventIn(await api.get(`/api/events/${foretold.id}`));
  const searches = [`q=${word}`, `tag=${word}`, 'targeted=RU', 'status=current'];
  const found = async () => {
    const answers = await Promise.all(searches.map((search) => api.get(`/api/events?limit=500&${search}`)));
    return answers.map(({ body }) => page.parse(body).items.some(({ id }) => id === made.id));
  };
  const figures = async () => ({ ...Object((await api.get('/api/board')).body), asOf: null, cursor: null });
  const before = await figures();
  const viewer = openViewer(server.url);
  await viewer.ready();

  await remove(api, made);
  expect(await found()).toEqual([false, false, false, false]);
  const gone = (await deleted(api)).items.find(({ id }) => id === made.id);
  expect(gone).toMatchObject({
    version: 2,
    ref: made.ref,
    title: made.title,
    updatedBy: { name: 'Local analyst' },
  });
  expectProblem(await api.get(`/api/events/${made.id}`), 404);

  const answer = await api.post(`/api/events/${made.ref}/restore`, reason);
  const restored = eventIn(answer);
  expect(answer.headers.get('etag')).toBe('"3"');
  const { updatedAt, updatedBy } = restored;
  expect(restored).toEqual({ ...made, version: 3, updatedAt, updatedBy });
  expect((await api.get(`/api/events/${made.id}`)).body).toEqual(restored);
  expect(await found()).toEqual([true, true, true, true]);
  expect(await figures()).toEqual(before);
  expect(eventIn(await api.get(`/api/events/${incidentId}`)).incident?.realises).toEqual(realises);
  expect((await deleted(api)).items.map(({ id }) => id)).not.toContain(made.id);
  await viewer.until(({ titles }) => titles().includes(made.title));
  await viewer.until(({ items }) =>
    items().some((item) => item.op === 'changed' && item.type === 'link' && item.id === incidentId),
  );
  viewer.close();
  const { items } = history.parse((await api.get(`/api/events/${made.id}/history`)).body);
  expect(items.map(({ version, what, reason }) => [version, what, reason])).toEqual([
    [3, 'restored', reason.reason],
    [2, 'deleted', 'Logged twice'],
    [1, 'logged', null],
  ]);
  const next = await api.patch(`/api/events/${made.id}`, 3, { title: 'Goes on' });
  expect(eventIn(next)).toMatchObject({ version: 4, title: 'Goes on' });
});

test('what is not deleted is not restored, and a repeated request makes no second version', async ({
  api,
}) => {
  const made = await log(api, threatDraft());
  const restore = `/api/events/${made.id}/restore`;
  expectBadFields(await api.post(restore, reason), ['id']);
  await remove(api, made);
  expectBadFields(await api.post(restore, {}), ['reason']);
  expectBadFields(await api.post(restore, { ...reason, version: 2 }), ['version']);
  const key = { 'idempotency-key': `restore ${made.id}`.replaceAll(' ', '-') };
  expect(eventIn(await api.post(restore, reason, key)).version).toBe(3);
  const again = await api.post(restore, reason, key);
  expect(again.headers.get('idempotent-replay')).toBe('true');
  expect(eventIn(again).version).toBe(3);
  expectBadFields(await api.post(restore, { reason: 'Another' }, key), ['Idempotency-Key']);
  expectBadFields(await api.post(restore, reason, { 'idempotency-key': undefined }), ['id']);
  const other = await log(api, threatDraft());
  await remove(api, other);
  expectBadFields(await api.post(`/api/events/${other.id}/restore`, reason, key), ['Idempotency-Key']);
  expectProblem(await api.post('/api/events/THR-1999-0001/restore', reason), 404);
});

test('deleted records come in pages, latest first, under the filters that find them; others are refused', async ({
  api,
}) => {
  for (let n = 0; n < 5; n += 1) {
    const draft = n % 2 ? incidentDraft({ severity: 'minor' }) : threatDraft({ severity: 'extreme' });
    await remove(api, await log(api, { ...draft, location: { country: 'VU' } }));
  }
  const seen: Event[] = [];
  let next: string | null = null;
  do {
    const token: string = next === null ? '' : `&page=${encodeURIComponent(next)}`;
    const answer = await deleted(api, `&host=VU&limit=2${token}`);
    expect(answer.items.length).toBeLessThanOrEqual(2);
    seen.push(...answer.items);
    next = answer.next;
  } while (next);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
  const times = seen.map(({ updatedAt }) => updatedAt);
  expect(times).toEqual([...times].sort().reverse());
  const extreme = await deleted(api, '&host=VU&severity=extreme&kind=threat');
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

test('a record is not restored while what it names does not fit any more, and the answer says what to do', async ({
  api,
}) => {
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
  const made = await log(api, threatDraft({ targets: [target], tlp: 'green' }));
  await remove(api, made);
  const mark = async (version: number, tlp: string) =>
    expect((await api.patch(`/api/visits/${visit.id}`, version, { tlp })).status).toBe(200);
  await mark(visit.version, 'amber');
  const answer = await api.post(`/api/events/${made.id}/restore`, reason);
  expectBadFields(answer, ['targets.0.visitId']);
  expect(JSON.stringify(answer.body)).toMatch(/mark the visit no stricter than green/);
  expect((await deleted(api)).items.map(({ id }) => id)).toContain(made.id);
  await mark(visit.version + 1, 'green');
  expect(eventIn(await api.post(`/api/events/${made.id}/restore`, reason)).version).toBe(3);
});
