import { randomUUID } from 'node:crypto';
import { dayAfter, startOfDay } from '@/app/_i18n/period-days';
import type { Event, EventDraft } from '@/db/model/event/event';
import { event } from '@/db/model/event/event';
import { timeline } from '@/db/model/timeline';
import { trends } from '@/db/model/trends';
import { eventList } from '@/server/events/list-events';
import { expect } from '../../fixtures';
import type { Api } from '../../support/api';
import { incidentDraft, threatDraft } from './support/drafts';
import { test } from './support/shared-server';

/** Logs events with a tag of their own; returns their filter. */
async function logAll(api: Api, drafts: EventDraft[]): Promise<{ filter: string; events: Event[] }> {
  const tag = randomUUID();
  const events: Event[] = [];
  for (const draft of drafts)
    events.push(event.parse((await api.post('/api/events', { ...draft, tags: [tag] })).body));
  return { filter: `tag=${tag}`, events };
}

const read = async (api: Api, query: string) =>
  timeline.parse((await api.get(`/api/timeline?${query}`)).body);
const readTrends = async (api: Api, query: string) =>
  trends.parse((await api.get(`/api/trends?${query}`)).body);
const starts = ({ items }: { items: { start: string; incidents: number }[] }) =>
  items.flatMap(({ start, incidents }) => (incidents > 0 ? [start] : []));

test('an instant is in the day of the time zone, and a date is the same day everywhere', async ({ api }) => {
  const killed = { min: 3, max: 5 };
  const { filter } = await logAll(api, [
    incidentDraft({ at: '2026-03-01T20:30:00Z', incident: { phase: 'over', killed } }),
    incidentDraft({ at: '2026-03-04' }),
    incidentDraft({ at: '2026-03-01', atPrecision: 'month' }),
    incidentDraft({ at: '2025-01-01', atPrecision: 'year' }),
  ]);
  const utc = await read(api, `${filter}&bucket=day`);
  expect(utc.items).toEqual(
    ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'].map((start, index) => ({
      start,
      incidents: Number(index === 0 || index === 3),
      threats: 0,
      killed: index === 0 ? 3 : 0,
    })),
  );
  expect(utc).toMatchObject({ bucket: 'day', coarse: 2, spans: [], more: 0 });
  expect(starts(await read(api, `${filter}&bucket=day&tz=Asia/Kabul`))).toEqual(['2026-03-02', '2026-03-04']);
  expect(starts(await read(api, `${filter}&bucket=day&tz=America/New_York`))).toEqual([
    '2026-03-01',
    '2026-03-04',
  ]);
  expect(await read(api, `${filter}&bucket=month`)).toMatchObject({ items: [{ incidents: 3 }], coarse: 1 });
  expect(starts(await read(api, `${filter}&bucket=year`))).toEqual(['2025-01-01', '2026-01-01']);
});

test('a day of a timeline and the list of that day have the same records in every time zone', async ({
  api,
}) => {
  const { filter } = await logAll(api, [
    incidentDraft({ at: '2026-03-08' }),
    incidentDraft({ at: '2026-03-08T07:59:00Z' }),
    incidentDraft({ at: '2026-03-09T06:30:00Z' }),
    incidentDraft({ at: '2026-03-09' }),
    incidentDraft({ at: '2026-03-09T15:30:00Z' }),
  ]);
  const counts: number[][] = [];
  for (const tz of ['America/Los_Angeles', 'UTC', 'Asia/Tokyo']) {
    const { items } = await read(api, `${filter}&bucket=day&tz=${tz}`);
    for (const { start, incidents } of items) {
      const period = new URLSearchParams({
        from: startOfDay(start, tz),
        to: startOfDay(dayAfter(start), tz),
      });
      const { items: listed } = eventList.parse((await api.get(`/api/events?${filter}&${period}`)).body);
      expect(listed.length, `${start} in ${tz}`).toBe(incidents);
    }
    counts.push(items.map(({ incidents }) => incidents));
  }
  expect(counts).toEqual([
    [1, 2, 2],
    [2, 3],
    [2, 2, 1],
  ]);
});

test('a filter narrows a timeline, whose period shows its empty days', async ({ api }) => {
  const { filter, events } = await logAll(api, [
    threatDraft({
      at: '2026-03-02T08:00:00Z',
      threat: { validFrom: '2026-02-20', validUntil: '2100-03-20' },
    }),
    threatDraft({
      at: '2026-03-03',
      threat: { status: 'foiled' },
      targets: [{ country: 'PK', type: 'embassy' }],
    }),
  ]);
  const shown = await read(api, `${filter}&targeted=RU&from=2026-03-01&to=2026-03-03`);
  expect(shown.items.map(({ threats }) => threats)).toEqual([0, 1, 0]);
  expect(shown.spans).toEqual([
    {
      id: events[0]?.id,
      ref: events[0]?.ref,
      from: '2026-02-20T00:00:00.000Z',
      to: null,
      status: 'current',
      severity: 'unknown',
    },
  ]);
  expect((await read(api, filter)).spans.map(({ status, to }) => [status, to])).toEqual([
    ['current', null],
    ['foiled', '2026-03-03T00:00:00.000Z'],
  ]);
});

test('trends count by a property and time, and name a change and what is new', async ({ api }) => {
  const actor = await api.post('/api/actors', { name: `Group ${randomUUID()}`, type: 'armed-group' });
  const actorId = String(Object(actor.body).id);
  const today = new Date().toISOString().slice(0, 10);
  const { filter } = await logAll(api, [
    ...Array.from({ length: 6 }, () => incidentDraft({ at: today, attackTypes: ['cyber', 'hoax'] })),
    incidentDraft({
      at: '2025-12-31T23:30:00Z',
      actors: [
        { actorId, role: 'suspected' },
        { actorId, role: 'claimed' },
      ],
    }),
    threatDraft({ at: '2026-01-01', threat: { status: 'foiled' } }),
  ]);
  const to = '&to=2026-01-31';
  expect(await readTrends(api, `${filter}${to}`)).toMatchObject({
    rows: ['PK', 'RU'],
    columns: ['2025-12', '2026-01'],
    cells: [
      [1, 0],
      [0, 1],
    ],
    totals: { rows: [1, 1], columns: [1, 1], all: 2 },
    coarse: 0,
    change: [
      { row: 'PK', last: 6, mean4: 0, level: 'large' },
      { row: 'RU', last: 0, level: 'none' },
    ],
    firstSeen: [{ actor: actorId, host: 'AF', on: '2025-12-31' }],
  });
  expect(await readTrends(api, `${filter}&rows=outcome&columns=quarter${to}`)).toMatchObject({
    rows: ['foiled'],
    columns: ['2025-Q4', '2026-Q1'],
    cells: [[0, 1]],
  });
  expect(await readTrends(api, `${filter}&rows=actor&columns=year&to=2025-12-31`)).toMatchObject({
    rows: [actorId],
    columns: ['2025'],
    cells: [[1]],
  });
  const types = await readTrends(api, `${filter}&rows=attackType&columns=year&top=1`);
  expect(types).toMatchObject({ rows: ['cyber'], totals: { rows: [6] } });
});

test('an unchanged timeline and unchanged trends are 304', async ({ api }) => {
  const { filter } = await logAll(api, [threatDraft()]);
  for (const path of [`/api/timeline?${filter}`, `/api/trends?${filter}`]) {
    const first = await api.get(path);
    expect(first.headers.get('cache-control'), path).toBe('private, no-cache');
    const etag = first.headers.get('etag') ?? '';
    expect(await api.get(path, { 'if-none-match': etag }), path).toMatchObject({ status: 304, body: null });
    await api.post('/api/events', threatDraft({ tags: [filter.slice(4)] }));
    expect((await api.get(path, { 'if-none-match': etag })).status, path).toBe(200);
  }
});

test('a bad parameter of a timeline or trends is refused at its name', async ({ api }) => {
  const years = 'from=1900-01-01&to=2100-01-01';
  for (const [query, path] of [
    ['timeline?bucket=hour', 'bucket'],
    ['timeline?tz=Mars/Base', 'tz'],
    ['timeline?tz=%2B03:00', 'tz'],
    ['timeline?from=yesterday', 'from'],
    ['timeline?limit=5', 'limit'],
    [`timeline?bucket=day&${years}`, 'bucket'],
    ['trends?rows=tag', 'rows'],
    ['trends?columns=day', 'columns'],
    ['trends?top=0', 'top'],
    ['trends?top=101', 'top'],
    ['trends?tz=UTC', 'tz'],
    [`trends?columns=month&${years}`, 'columns'],
  ] as const) {
    const answer = await api.get(`/api/${query}`);
    expect(answer, query).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  }
  const { body } = await api.get(`/api/timeline?bucket=day&${years}`);
  expect(Object(body).errors[0].message).toContain('at most 2000');
  expect((await api.get(`/api/timeline?${years}`)).status).toBe(200);
});
