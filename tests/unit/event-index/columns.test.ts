import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { createColumns } from '@/db/event-index/columns';
import { entryOf } from '@/db/event-index/entry';
import { evaluate } from '@/db/event-index/evaluate';
import { selectPage } from '@/db/event-index/page';
import { tally } from '@/db/event-index/tally';
import type { Principal } from '@/db/model/access/principal';
import { visible } from '@/db/model/access/visible';
import { completeRecord } from '@/db/model/event/complete-record';
import type { Event, EventInput } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import { matches, matchesTarget } from '@/db/model/matches';
import { startMillis } from '@/db/model/values/moment';
import { isAttack } from '@/db/model/words';
import {
  anyEvent,
  anyFilter,
  anyNear,
  anyPerson,
  keys,
  located,
  missionPlaces,
  people,
  threat,
} from '../../integration/store/records';
import { assertProperty } from '../../support/assert-property';
import { storedEvent } from '../stored-event';

const missions = [
  { id: '00000000-0000-8000-8000-00000000000a', country: 'RU', host: 'AF', ...missionPlaces[0] },
  { id: '00000000-0000-8000-8000-00000000000b', country: 'CN', host: 'PK', ...missionPlaces[1] },
] as const;
const actors = ['00000000-0000-8000-8000-0000000000aa', '00000000-0000-8000-8000-0000000000bb'];
const author = people[2]?.id ?? '';
const sourceId = '00000000-0000-8000-8000-0000000000cc';

type Indexed = { n: number; event: Event; activityAt: number };

/** An event as it is in the index and in the model. */
function indexed(n: number, input: EventInput, activityAt: number): Indexed {
  const event = { ...storedEvent(input, sourceId), createdBy: { id: author, name: 'Analyst' } };
  return { n, event, activityAt };
}

function entry({ n, activityAt, event }: Indexed, input: EventInput) {
  const record = completeRecord(input, () => sourceId);
  return entryOf({ n, createdBy: event.createdBy.id, activityAt, record });
}

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      n: fc.integer({ min: 1, max: 30 }),
      input: anyEvent([...missions], actors),
      activityAt: fc.integer({ min: 0, max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('remove' as const), n: fc.integer({ min: 1, max: 30 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('compact' as const) }) },
);

const reader = fc.oneof(anyPerson, fc.constantFrom(...keys));
const question = fc.record({
  who: reader,
  filter: fc.oneof(
    { weight: 3, arbitrary: anyFilter([...missions], actors) },
    { weight: 2, arbitrary: anyNear([...missions]) },
  ),
  found: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 20 })),
  sort: fc.constantFrom('at' as const, 'latest' as const),
  limit: fc.integer({ min: 1, max: 7 }),
  since: fc.constantFrom('2026-01-31', '2026-02-01', '2026-02-03').map(startMillis),
});

test('after any edits the index answers any question as the rules of the model do', async () => {
  const seen = { matching: 0, hidden: 0, crossing: 0, near: 0 };
  await assertProperty(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 40 }),
      fc.array(question, { minLength: 8, maxLength: 8 }),
      (steps, questions) => {
        const columns = createColumns();
        const model = new Map<number, Indexed>();
        for (const one of steps) {
          if (one.do === 'compact') columns.compact();
          else if (one.do === 'remove') {
            columns.remove(one.n);
            model.delete(one.n);
          } else {
            const made = indexed(one.n, one.input, one.activityAt);
            columns.put(entry(made, one.input));
            model.set(one.n, made);
          }
        }
        expect(columns.size()).toBe(model.size);
        for (const { who, filter: given, found, sort, limit, since } of questions) {
          const filter = located(given, missions);
          const evaluation = evaluate(columns, who, filter, found);
          const shown = [...model.values()].filter((one) => isShown(one, who, found));
          const matching = shown.filter(({ event }) => matches(filter, event));
          const counted = tally(columns, evaluation, since);
          expect(counted).toEqual({
            facets: facetsOf(shown, filter),
            currentThreats: matching.filter(({ event }) => event.threat?.status === 'current').length,
            ongoing: matching.filter(({ event }) => isAttack(event.incident?.phase)).length,
            incidentsSince: matching.filter(
              ({ event }) => event.kind === 'incident' && startMillis(event.at) >= since,
            ).length,
          });
          expect(
            pagesOf({ sort, limit }, (page) => selectPage(columns, evaluation.rows, page), model),
          ).toEqual(sorted(matching, sort).map(({ n }) => n));
          seen.matching += matching.length;
          if (given.nearMissions) seen.near += matching.length;
          seen.hidden += model.size - shown.length;
          seen.crossing += Number(given.bbox !== undefined && given.bbox[0] > given.bbox[2]);
        }
      },
    ),
    { numRuns: 100 },
  );
  expect(Object.entries(seen).filter(([, times]) => times <= 20)).toEqual([]);
});

function isShown({ n, event }: Indexed, who: Principal, found: number[] | null): boolean {
  const marking = { ...event, createdBy: event.createdBy.id };
  return visible(who, marking) && (found === null || found.includes(n));
}

type Values = (event: Event, filter: Filter) => readonly string[];

/** The values that an event has in each facet; targets count if they meet the other conditions of targets. */
const valuesOf: Record<keyof ReturnType<typeof tally>['facets'], Values> = {
  kind: ({ kind }) => [kind],
  severity: ({ severity }) => [severity],
  status: ({ threat: part }) => (part ? [part.status] : []),
  verification: ({ verification }) => [verification],
  host: ({ location }) => [location.country],
  actor: (event) => event.actors.map(({ actorId }) => actorId),
  targeted: (event, filter) => targetsOf(event, filter).map(({ country }) => country),
  targetType: (event, filter) => targetsOf(event, filter).map(({ type }) => type),
};

function targetsOf({ targets, location }: Event, filter: Filter) {
  return targets.filter((target) => matchesTarget(filter, target, location.country));
}

function facetsOf(shown: readonly Indexed[], filter: Filter) {
  const facets = Object.entries(valuesOf).map(([name, values]) => {
    const narrowed = { ...filter, [name]: undefined };
    const counts = new Map<string, number>();
    for (const { event } of shown) {
      if (!matches(narrowed, event)) continue;
      for (const value of new Set(values(event, narrowed))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const entries = [...counts].map(([value, events]) => ({ value, events }));
    return [name, entries.sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1))];
  });
  return Object.fromEntries(facets);
}

type Options = Parameters<typeof selectPage>[2];

/** The numbers on all pages in turn. */
function pagesOf(
  { sort, limit }: Omit<Options, 'after'>,
  select: (options: Options) => number[],
  model: ReadonlyMap<number, Indexed>,
): number[] {
  const numbers: number[] = [];
  let after: Options['after'] = null;
  for (;;) {
    const page = select({ sort, limit, after });
    numbers.push(...page);
    const last = model.get(page.at(-1) ?? 0);
    if (!last || page.length < limit) return numbers;
    after = { value: sortValueOf(last, sort), n: last.n };
  }
}

function sortValueOf({ event, activityAt }: Indexed, sort: Options['sort']): number {
  return sort === 'at' ? startMillis(event.at) : activityAt;
}

function sorted(events: readonly Indexed[], sort: Options['sort']): Indexed[] {
  return [...events].sort((a, b) => sortValueOf(b, sort) - sortValueOf(a, sort) || b.n - a.n);
}

test('columns do not grow with the number of edits', () => {
  const columns = createColumns();
  // The number of targets changes with each edit, so their rows cannot be reused.
  const inputs = [1, 2, 3].map((count) =>
    threat({ targets: Array.from({ length: count }, () => ({ country: 'RU', type: 'embassy' })) }),
  );
  const entries = inputs.map((input) => entry(indexed(0, input, 0), input));
  for (let round = 0; round < 60; round += 1) {
    for (let n = 1; n <= 1_000; n += 1) {
      const [, ...rest] = entries[(n + round) % entries.length] ?? entry(indexed(0, threat(), 0), threat());
      columns.put([n, ...rest]);
    }
  }
  expect(columns.size()).toBe(1_000);
  expect(columns.targets().size).toBeLessThan(20_000);
});
