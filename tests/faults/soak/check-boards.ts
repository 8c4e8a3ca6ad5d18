import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { compareRows } from '@/app/_live/rows';
import { threatsNow } from '@/app/_live/threats-now';
import { board, type Threatened } from '@/db/model/board';
import { type Event, event } from '@/db/model/event/event';
import { eventList } from '@/server/events/list-events';
import type { Api } from '../../support/api';
import type { Tally } from './tally';
import type { BoardViewer } from './viewer';

/** What the server returns for a query with the same rights and filter. */
type QueryResult = { events: Event[]; active: Event[]; threatened: Threatened[]; total: unknown };

const activeList = z.object({ items: z.array(event) });

/** Compares each board with the query of its rights and filter while nothing changes: every difference is a gap. */
export async function checkBoards(api: Api, viewers: readonly BoardViewer[], tally: Tally): Promise<void> {
  const answers = new Map<string, QueryResult>();
  const everything = await runQuery(api, '');
  const all = new Map(everything.events.map((one) => [one.id, one]));
  for (const viewer of viewers) {
    const { search } = viewer.view;
    const answer = answers.get(search) ?? (search === '' ? everything : await runQuery(api, search));
    answers.set(search, answer);
    viewer.setPaused(false);
    for (const difference of differences(viewer, answer, all)) {
      tally.fail('gaps', `${viewer.name} ${difference}`);
    }
  }
}

function* differences({ state: stateOf }: BoardViewer, answer: QueryResult, all: ReadonlyMap<string, Event>) {
  const state = stateOf();
  for (const [id, shown] of state.events) {
    const now = all.get(id);
    if (!now) yield `still shows ${shown.title}, which is gone`;
    else if (!isDeepStrictEqual(shown, now)) {
      yield `shows version ${shown.version} of ${now.title}, at version ${now.version} and ${now.tlp}, or it differs within`;
    }
  }
  const { end, rows } = state;
  const expected = answer.events.filter((one) => end === null || compareRows('latest', one, end) <= 0);
  const missing = expected.filter(({ id }) => !state.events.has(id));
  for (const { title, version, tlp } of missing) yield `misses ${title}, at version ${version} and ${tlp}`;
  if (
    missing.length === 0 &&
    !isDeepStrictEqual(
      rows,
      expected.map(({ id }) => id),
    )
  ) {
    yield 'shows the rows of the query in another order, or others';
  }
  if (!isDeepStrictEqual(idsOf(state.active.values()), idsOf(answer.active))) {
    yield 'has other active events than the query returns';
  }
  const threats = threatsNow(state, Date.now());
  if (!isDeepStrictEqual(threats.entries.map(normalize), answer.threatened.map(normalize))) {
    yield 'shows other missions under threat than the query returns';
  }
  if (!isDeepStrictEqual(threats.total, answer.total)) yield 'counts another total under threat';
}

async function runQuery(api: Api, search: string): Promise<QueryResult> {
  const events: Event[] = [];
  for (let page: string | null = ''; page !== null; ) {
    const query = new URLSearchParams(search);
    query.set('sort', 'latest');
    query.set('limit', '500');
    if (page !== '') query.set('page', page);
    const answer = eventList.parse((await api.get(`/api/events?${query}`)).body);
    events.push(...answer.items);
    page = answer.next;
  }
  const active = activeList.parse((await api.get('/api/active')).body);
  const { threatened, total } = board.parse((await api.get(`/api/board?${search}`)).body);
  return { events, active: active.items, threatened, total };
}

function idsOf(events: Iterable<Event>): string[] {
  return [...events].map(({ id }) => id).sort();
}

/** Sorts the parts of an entry, whose order is not defined. */
function normalize(entry: Threatened): Threatened {
  return { ...entry, threats: entry.threats.toSorted(), incidents: entry.incidents.toSorted() };
}
