import type { BoardState, Snapshot } from '@/app/_live/board-state';
import { initialState } from '@/app/_live/reducer';
import { compareRows } from '@/app/_live/rows';
import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { isActive } from '@/db/model/event/threatened';
import type { Filter } from '@/db/model/filter';
import { matches } from '@/db/model/matches';

export const noFigures: Figures = {
  asOf: null,
  threatened: [],
  total: { threatened: 0, highest: null },
  counts: { currentThreats: 0, ongoing: 0, threatenedCountries: 0, incidents30d: 0 },
  facets: {
    targeted: [],
    kind: [],
    host: [],
    targetType: [],
    severity: [],
    status: [],
    verification: [],
    actor: [],
  },
};

/** The feed's rows in the order in which a query of the server returns them. */
export function rowsUnder(filter: Filter, events: Iterable<Event>): Event[] {
  return [...events].filter((event) => matches(filter, event)).sort((a, b) => compareRows('latest', a, b));
}

/** What the server renders for these events, with a feed of `limit` rows. */
export function snapshotOf(
  events: Iterable<Event>,
  { filter = {}, limit = 50 }: { filter?: Filter; limit?: number } = {},
): Snapshot {
  const all = [...events];
  const rows = rowsUnder(filter, all);
  return {
    feed: { items: rows.slice(0, limit), next: rows.length > limit ? 'the next page' : null },
    sort: 'latest',
    before: null,
    active: all.filter(isActive),
    figures: noFigures,
    cursor: 'the cursor',
    now: Date.parse('2023-02-10T00:00:00.000Z'),
  };
}

export function boardOf(
  events: Iterable<Event>,
  options: { filter?: Filter; limit?: number } = {},
): BoardState {
  return initialState({ snapshot: snapshotOf(events, options), filter: options.filter ?? {} });
}
