import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { BoardAction, Page } from '@/app/_live/board-state';
import { setAlertedByExercises } from '@/app/_live/exercise-alerts';
import { initialState, reduce } from '@/app/_live/reducer';
import { compareRows } from '@/app/_live/rows';
import type { Event } from '@/db/model/event/event';
import { isActive } from '@/db/model/event/threatened';
import type { Filter } from '@/db/model/filter';
import { audienceOf } from '@/server/live/cursor';
import { audiencePrincipal, feedItemsFor, redItemsFor } from '@/server/live/feed-items';
import { assertProperty } from '../../support/assert-property';
import { boardOf, noFigures, rowsUnder, snapshotOf } from './board';
import { anyReading, anyStory, anyViewer, authorised, eventsAt, eventWith, idOf, recordsOf } from './story';

const early = '2023-02-09T10:00:00.000Z';
const late = '2023-02-10T08:00:00.000Z';
const later = '2023-02-10T09:00:00.000Z';

function event(record: number, own: Partial<Event> = {}, draft: Parameters<typeof eventWith>[1] = {}): Event {
  return eventWith({ id: idOf(record), ...own }, draft);
}

function lastPage(items: readonly Event[]): Page {
  return { items, next: null };
}

const anyFilter: fc.Arbitrary<Filter> = fc.constantFrom<Filter[]>(
  {},
  { status: ['current'] },
  { status: ['lapsed'] },
);

/** A board opened at some moment, and then everything it may receive, in any order and repeatedly. */
const anyDay = fc
  .record({
    story: anyStory,
    viewer: anyViewer,
    filter: anyFilter,
    later: anyFilter,
    limit: fc.integer({ min: 1, max: 3 }),
  })
  .chain((day) => fc.nat(day.story.length).map((opened) => ({ ...day, opened })))
  .chain((day) => anyReading(day.story, day.opened).map((reading) => ({ ...day, reading })))
  .chain(({ story, viewer, filter, later: other, limit, opened, reading }) => {
    const seen = (until: number) => authorised(viewer, eventsAt(story, until)).values();
    const frames = reading.flatMap(({ after, to, asOf }): BoardAction[] => {
      const records = recordsOf(story, after, to);
      const events = eventsAt(story, asOf);
      return [
        redItemsFor(viewer, records, events),
        feedItemsFor(audiencePrincipal(audienceOf(viewer)), records, events),
      ].map((items) => ({ type: 'frame', items }));
    });
    const others: BoardAction[] = [
      { type: 'pause', isPaused: true },
      { type: 'pause', isPaused: false },
      { type: 'seen', ids: null },
      { type: 'figures', generation: 0, figures: noFigures },
    ];
    return fc
      .shuffledSubarray([...frames, ...others], { minLength: 0 })
      .chain((some) => fc.shuffledSubarray([...frames, ...some], { minLength: frames.length + some.length }))
      .map((actions) => ({
        first: { snapshot: snapshotOf(seen(opened), { filter, limit }), filter },
        actions,
        second: { snapshot: snapshotOf(seen(story.length), { filter: other, limit }), filter: other },
        final: [...seen(story.length)],
      }));
  });

test('the board ends with what the viewer may see, whatever the order of frames', async () => {
  await assertProperty(
    fc.property(anyDay, ({ first, actions, final }) => {
      const start = initialState(first);
      const last = actions.reduce(reduce, start);
      const state = reduce(last, { type: 'pause', isPaused: false });
      const expected = rowsUnder(first.filter, final).filter(
        (one) => start.end === null || compareRows('latest', one, start.end) <= 0,
      );
      expect(state.rows).toEqual(expected.map(({ id }) => id));
      expect(expected.map(({ id }) => state.events.get(id))).toEqual(expected);
      expect(new Map(state.active)).toEqual(new Map(final.filter(isActive).map((one) => [one.id, one])));
      expect(state.waiting.size).toBe(0);
    }),
    { numRuns: 400 },
  );
});

test('a filter chosen while frames arrive shows the events that match it', async () => {
  await assertProperty(
    fc.property(anyDay, fc.nat(30), ({ first, second, actions, final }, moment) => {
      const withChoice = [
        ...actions.slice(0, moment),
        { type: 'snapshot', ...second } satisfies BoardAction,
        ...actions.slice(moment),
        { type: 'pause', isPaused: false } satisfies BoardAction,
      ];
      const state = withChoice.reduce(reduce, initialState(first));
      const expected = rowsUnder(second.filter, final).filter(
        (one) => state.end === null || compareRows('latest', one, state.end) <= 0,
      );
      expect(state.rows).toEqual(expected.map(({ id }) => id));
    }),
    { numRuns: 300 },
  );
});

test('a paused feed does not move, and counts the rows that wait above', () => {
  const board = boardOf([event(0), event(1, { activityAt: later })]);
  const paused = reduce(board, { type: 'pause', isPaused: true });
  const arrived = reduce(paused, {
    type: 'frame',
    items: [
      { op: 'upsert', event: event(2, { activityAt: '2023-02-10T10:00:00.000Z' }) },
      {
        op: 'upsert',
        event: event(0, { version: 2, activityAt: '2023-02-10T11:00:00.000Z', title: 'Corrected' }),
      },
    ],
  });
  expect(arrived.rows).toEqual([idOf(1), idOf(0)]);
  expect(arrived.waiting).toEqual(new Set([idOf(2)]));
  expect(arrived.events.get(idOf(0))?.title).toBe('Corrected');
  const released = reduce(arrived, { type: 'pause', isPaused: false });
  expect(released.rows).toEqual([idOf(0), idOf(2), idOf(1)]);
  expect(released.waiting.size).toBe(0);
});

test('an arrival is new until it is seen, even where the filter hides it', () => {
  const board = boardOf([event(0)], { filter: { targeted: ['IN'] } });
  const arrival = event(1, { activityAt: late }, { targets: [{ country: 'CN', type: 'embassy' }] });
  const arrived = reduce(board, { type: 'frame', items: [{ op: 'upsert', event: arrival }] });
  expect(arrived.rows).toEqual([idOf(0)]);
  expect(arrived.newIds).toEqual(new Set([idOf(1)]));
  expect(arrived.alert).toEqual({ count: 1, ids: [idOf(1)] });
  expect(reduce(arrived, { type: 'seen', ids: [idOf(1)] }).newIds.size).toBe(0);
});

test('a raised severity marks an event as new, a corrected title does not', () => {
  const board = boardOf([event(0)]);
  const corrected = reduce(board, {
    type: 'frame',
    items: [{ op: 'upsert', event: event(0, { version: 2, title: 'Corrected' }) }],
  });
  expect(corrected.newIds.size).toBe(0);
  const raised = reduce(corrected, {
    type: 'frame',
    items: [{ op: 'upsert', event: event(0, { version: 3, activityAt: late, severity: 'extreme' }) }],
  });
  expect(raised.newIds).toEqual(new Set([idOf(0)]));
  expect(raised.alert.count).toBe(1);
});

test('an edit of an old event that was not on the board is not new', () => {
  const edited = event(1, { version: 2, activityAt: early, updatedAt: late });
  const state = reduce(boardOf([]), { type: 'frame', items: [{ op: 'upsert', event: edited }] });
  expect(state.newIds.size).toBe(0);
  expect(state.alert.count).toBe(0);
});

test('exercises, examples and threats to other targets than missions never alert', () => {
  const arrivals = [
    event(0, { activityAt: late, handling: 'exercise' }),
    event(1, { activityAt: late, handling: 'example' }),
    event(2, { activityAt: late }, { targets: [{ country: 'IN', type: 'business' }] }),
  ];
  const state = reduce(boardOf([]), {
    type: 'frame',
    items: arrivals.map((one) => ({ op: 'upsert', event: one })),
  });
  expect(state.newIds.size).toBe(3);
  expect(state.alert.count).toBe(0);
});

test('an exercise alerts the participants that have joined it', () => {
  const drill = event(0, { activityAt: late, handling: 'exercise' });
  setAlertedByExercises(true);
  try {
    const state = reduce(boardOf([]), { type: 'frame', items: [{ op: 'upsert', event: drill }] });
    expect(state.alert).toEqual({ count: 1, ids: [idOf(0)] });
  } finally {
    setAlertedByExercises(false);
  }
});

test('a threat that lapses while the board is open stays until it is acknowledged', () => {
  const lapsing = event(0, { version: 2, activityAt: late }, { threat: { status: 'lapsed' } });
  const state = reduce(boardOf([event(0)]), { type: 'frame', items: [{ op: 'upsert', event: lapsing }] });
  expect(state.active.size).toBe(0);
  expect([...state.lapsed.keys()]).toEqual([idOf(0)]);
  expect(reduce(state, { type: 'acknowledge', id: idOf(0) }).lapsed.size).toBe(0);
  const extended = event(0, { version: 3, activityAt: later });
  expect(reduce(state, { type: 'frame', items: [{ op: 'upsert', event: extended }] }).lapsed.size).toBe(0);
});

test('a further page is added below, unless it was requested under another filter', () => {
  const events = [event(0, { activityAt: later }), event(1, { activityAt: late }), event(2)];
  const board = boardOf(events, { limit: 1 });
  expect(board.rows).toEqual([idOf(0)]);
  const page = lastPage(events.slice(1));
  expect(reduce(board, { type: 'page', generation: board.generation, ...page }).rows).toEqual([
    idOf(0),
    idOf(1),
    idOf(2),
  ]);
  const other = reduce(board, { type: 'snapshot', snapshot: snapshotOf(events, { limit: 1 }), filter: {} });
  expect(reduce(other, { type: 'page', generation: board.generation, ...page })).toBe(other);
});

test('a further page is added below a paused feed, and arrivals keep waiting', () => {
  const active = event(3, { activityAt: '2023-02-08T10:00:00.000Z' });
  const events = [event(0, { activityAt: later }), event(1, { activityAt: late }), event(2)];
  const board = reduce(boardOf([...events, active], { limit: 1 }), { type: 'pause', isPaused: true });
  const arrival = event(4, { activityAt: '2023-02-10T10:00:00.000Z' });
  const arrived = reduce(board, { type: 'frame', items: [{ op: 'upsert', event: arrival }] });
  const page = lastPage([...events.slice(1), active]);
  const paged = reduce(arrived, { type: 'page', generation: board.generation, ...page });
  expect(paged.rows).toEqual([0, 1, 2, 3].map(idOf));
  expect(paged.waiting).toEqual(new Set([idOf(4)]));
  expect(reduce(paged, { type: 'pause', isPaused: false }).rows).toEqual([4, 0, 1, 2, 3].map(idOf));
});

test('a page read before an event was retracted does not bring it back', () => {
  const events = [event(0, { activityAt: later }), event(1, { version: 3 })];
  const board = reduce(boardOf(events, { limit: 1 }), {
    type: 'frame',
    items: [{ op: 'retract', id: idOf(1), version: 4 }],
  });
  const paged = reduce(board, {
    type: 'page',
    generation: board.generation,
    ...lastPage(events.slice(1)),
  });
  expect(paged.rows).toEqual([idOf(0)]);
  expect(paged.active.has(idOf(1))).toBe(false);
});

test('during a search rows are what the server found, and arrivals wait for its next answer', () => {
  const board = boardOf([event(0)], { filter: { q: 'kabul' } });
  const arrival = event(1, { activityAt: late });
  const arrived = reduce(board, { type: 'frame', items: [{ op: 'upsert', event: arrival }] });
  expect(arrived.rows).toEqual([idOf(0)]);
  const answered = reduce(arrived, {
    type: 'refresh',
    generation: arrived.generation,
    known: arrived.events,
    active: [arrival, event(0)],
    items: [arrival],
    next: null,
  });
  expect(answered.rows).toEqual([idOf(1)]);
});

test('new results of a search wait above a paused feed', () => {
  const paused = reduce(boardOf([event(0)], { filter: { q: 'kabul' } }), { type: 'pause', isPaused: true });
  const arrival = event(1, { activityAt: late });
  const answer = { known: paused.events, active: [], items: [arrival, event(0)], next: null };
  const answered = reduce(paused, { type: 'refresh', generation: paused.generation, ...answer });
  expect(answered.rows).toEqual([idOf(0)]);
  expect(answered.waiting).toEqual(new Set([idOf(1)]));
});

test('a renamed mission shows in events on the board that have no new version', () => {
  const board = boardOf([event(0)]);
  const [target] = event(0).targets;
  const renamed = event(
    0,
    target && {
      targets: [{ ...target, mission: { type: 'embassy', host: 'AF', city: 'Kabul', name: 'New' } }],
    },
  );
  const state = reduce(board, {
    type: 'refresh',
    generation: 0,
    known: board.events,
    active: [renamed],
    items: [renamed],
    next: null,
  });
  expect(state.events.get(idOf(0))?.targets[0]?.mission?.name).toBe('New');
  expect(state.newIds.size).toBe(0);
});

test('a reset shows only the new snapshot, and events not seen yet stay new', () => {
  const board = reduce(boardOf([event(0, { version: 5 })]), {
    type: 'frame',
    items: [{ op: 'retract', id: idOf(1), version: 9 }],
  });
  const snapshot = snapshotOf([event(1, { activityAt: late })]);
  const state = reduce(board, { type: 'replace', snapshot, filter: {} });
  expect(state.rows).toEqual([idOf(1)]);
  expect([...state.active.keys()]).toEqual([idOf(1)]);
  expect(state.removed.size).toBe(0);
  expect(state.newIds).toEqual(new Set([idOf(1)]));
  expect(state.generation).toBe(board.generation + 1);
});
