import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { bandOf } from '@/app/_live/band-of';
import { compareRows } from '@/app/_live/rows';
import { board, type Threatened } from '@/db/model/board';
import { type Event, event } from '@/db/model/event/event';
import { eventList } from '@/server/events/list-events';
import type { Api } from '../../support/api';
import type { Tally } from './tally';
import type { BoardViewer } from './viewer';

/** What the server answers to a query of the same rights and filter. */
type Authorised = { events: Event[]; active: Event[]; threatened: Threatened[]; total: unknown };

const activeList = z.object({ items: z.array(event) });

/** Each board beside the authorised query, while nothing moves: every difference is a gap. */
export async function checkBoards(api: Api, viewers: readonly BoardViewer[], tally: Tally): Promise<void> {
  const answers = new Map<string, Authorised>();
  const everything = await authorised(api, '');
  const all = new Map(everything.events.map((one) => [one.id, one]));
  for (const viewer of viewers) {
    const { search } = viewer.view;
    const answer = answers.get(search) ?? (search === '' ? everything : await authorised(api, search));
    answers.set(search, answer);
    viewer.hold(false);
    for (const difference of differences(viewer, answer, all)) {
      tally.fail('gaps', `${viewer.name} ${difference}`);
    }
  }
}

function* differences({ state: stateOf }: BoardViewer, answer: Authorised, all: ReadonlyMap<string, Event>) {
  const state = stateOf();
  for (const id of state.events.ids()) {
    const held = state.events.get(id);
    if (!held) continue;
    const now = all.get(id);
    if (!now) yield `still shows ${held.title}, which is gone`;
    else if (!isDeepStrictEqual(held, now)) {
      yield `shows version ${held.version} of ${now.title}, at version ${now.version} and ${now.tlp}, or it differs within`;
    }
  }
  const { end, rows } = state;
  const expected = answer.events.filter((one) => end === null || compareRows(one, end) <= 0);
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
    yield 'holds other events that press than the query gives';
  }
  const band = bandOf(state, Date.now());
  if (!isDeepStrictEqual(band.entries.map(normal), answer.threatened.map(normal))) {
    yield 'shows another band than the query gives';
  }
  if (!isDeepStrictEqual(band.total, answer.total)) yield 'counts another total under threat';
}

async function authorised(api: Api, search: string): Promise<Authorised> {
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

/** What an entry is made of has no order of its own. */
function normal(entry: Threatened): Threatened {
  return { ...entry, threats: entry.threats.toSorted(), incidents: entry.incidents.toSorted() };
}
