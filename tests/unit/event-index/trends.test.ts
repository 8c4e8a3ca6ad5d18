import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { countryOf } from '@/db/event-index/codes';
import { evaluate } from '@/db/event-index/evaluate';
import { findFirstSeen } from '@/db/event-index/first-seen';
import { createTrendValues } from '@/db/event-index/trend-values';
import { countTrends } from '@/db/event-index/trends';
import { countWeeks, levelOf } from '@/db/event-index/week-change';
import type { EventRecord } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import { matchesTarget } from '@/db/model/matches';
import { type TrendRows, trendRows, trendUnits } from '@/db/model/trends';
import { dayMillis, startMillis } from '@/db/model/values/moment';
import { anyPerson } from '../../integration/store/records';
import { assertProperty } from '../../support/assert-property';
import {
  type Dated,
  indexed,
  isKnownFor,
  matching,
  placed,
  someFilter,
  startOfUnit,
  startsBetween,
} from './dated-events';

const today = startMillis('2026-03-29') / dayMillis;

test('trends count what the rules of the model select, by value and by time', async () => {
  const seen = { counted: 0, coarse: 0, change: 0, first: 0 };
  await assertProperty(
    fc.property(
      indexed,
      anyPerson,
      someFilter,
      fc.constantFrom(...trendRows),
      fc.constantFrom(...trendUnits),
      fc.integer({ min: 1, max: 4 }),
      ({ columns, events }, who, given, property, unit, top) => {
        const filter = placed(given);
        const evaluation = evaluate(columns, who, filter, null);
        const values = createTrendValues(columns, evaluation, property, filter.actor);
        const options = { ...filter, unit, top };
        const { top: shown, ...counted } = countTrends(columns, evaluation.rows, values, options);
        const expected = trendsOf(matching(events, who, filter), filter, property, unit);
        const rows = expected.totals.slice(0, top);
        expect(counted).toEqual({
          rows: rows.map(([value]) => value),
          columns: expected.starts.map((start) => labelOf(unit, start)),
          cells: rows.map(([value]) => expected.starts.map((start) => expected.countOf(value, start))),
          totals: {
            rows: rows.map(([, count]) => count),
            columns: expected.starts.map((start) => expected.countOf(null, start)),
            all: expected.all,
          },
          coarse: expected.coarse,
        });

        const always = { ...filter, from: undefined, to: undefined };
        const ofAllTime = evaluate(columns, who, always, null);
        const found = matching(events, who, always);
        const change = countWeeks(
          columns,
          createTrendValues(columns, ofAllTime, property, filter.actor),
          shown,
          today,
        );
        expect(change).toEqual(
          rows.map(([value]) => {
            const days = found.flatMap(({ record }) =>
              isKnownFor('week', record) && valuesOf(property, record, filter).includes(value)
                ? [Math.floor(startMillis(record.at) / dayMillis)]
                : [],
            );
            const between = (from: number, to: number) =>
              days.filter((day) => day > from && day <= to).length;
            const last = between(today - 7, today);
            const mean4 = between(today - 35, today - 7) / 4;
            const mean52 = between(today - 371, today - 7) / 52;
            return { row: value, last, mean4, mean52, level: levelOf(last, mean4) };
          }),
        );

        const first = findFirstSeen(columns, ofAllTime.rows, { ...filter, top }).map(
          ({ actor, host, at }) => ({
            actor: columns.codes.actor.textOf(actor),
            host: countryOf(host),
            at,
          }),
        );
        expect(first.map(({ at }) => at)).toEqual(
          firstSeen(found, filter)
            .map(({ at }) => at)
            .slice(0, top),
        );
        for (const one of first) expect(firstSeen(found, filter)).toContainEqual(one);
        seen.counted += expected.all;
        seen.coarse += expected.coarse;
        seen.change += change.filter(({ last, mean52 }) => last + mean52 > 0).length;
        seen.first += first.length;
      },
    ),
    { numRuns: 90 },
  );
  expect(Math.min(seen.counted, seen.coarse, seen.change, seen.first)).toBeGreaterThan(10);
});

/** The values by which an event is counted; those of targets and actors that the filter selects. */
function valuesOf(property: TrendRows, record: EventRecord, filter: Filter): string[] {
  const targets = record.targets.filter((one) => matchesTarget(filter, one, record.location.country));
  const values = {
    targeted: targets.map(({ country }) => country),
    targetType: targets.map(({ type }) => type),
    host: [record.location.country],
    actor: record.actors.map(({ actorId }) => actorId).filter((id) => filter.actor?.includes(id) ?? true),
    attackType: record.attackTypes,
    severity: [record.severity],
    outcome: record.threat ? [record.threat.status] : [],
  } as const satisfies Record<TrendRows, readonly string[]>;
  return [...new Set<string>(values[property])];
}

function trendsOf(found: readonly Dated[], filter: Filter, property: TrendRows, unit: string) {
  const counted = found.flatMap(({ record }) => {
    const values = valuesOf(property, record, filter);
    return values.length > 0 ? [{ record, values }] : [];
  });
  const known = counted.filter(({ record }) => isKnownFor(unit, record));
  const totals = new Map<string, number>();
  for (const { values } of known) for (const value of values) totals.set(value, (totals.get(value) ?? 0) + 1);
  const { from, to } = filter;
  const utcDay = (at: number) => new Date(at).toISOString().slice(0, 10);
  // The period is that of all events that the filter selects, whether they have a value or not.
  const days = found
    .filter(({ record }) => isKnownFor(unit, record))
    .map(({ record }) => record.at.slice(0, 10));
  const hasDays = days.length > 0 || (from !== undefined && to !== undefined && from < to);
  const limits = [
    ...(from === undefined ? [] : [utcDay(from)]),
    ...(to === undefined ? [] : [utcDay(to - 1)]),
  ];
  return {
    starts: hasDays ? startsBetween(unit, [...days, ...limits]) : [],
    totals: [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)),
    all: known.length,
    coarse: counted.length - known.length,
    countOf: (value: string | null, start: string) =>
      known.filter(
        ({ record, values }) =>
          startOfUnit(unit, record.at.slice(0, 10)) === start && (value === null || values.includes(value)),
      ).length,
  };
}

function labelOf(unit: string, start: string): string {
  if (unit === 'quarter') return `${start.slice(0, 4)}-Q${(Number(start.slice(5, 7)) + 2) / 3}`;
  return start.slice(0, unit === 'year' ? 4 : 7);
}

/** Each actor and host with its first event, if that is in the period; latest first. */
function firstSeen(found: readonly Dated[], { from = -Infinity, to = Infinity, actor }: Filter) {
  const first = new Map<string, { actor: string; host: string; at: number }>();
  for (const { record } of found) {
    for (const { actorId } of record.actors) {
      if (actor && !actor.includes(actorId)) continue;
      const host = record.location.country;
      const at = startMillis(record.at);
      const known = first.get(`${actorId} ${host}`);
      if (!known || at < known.at) first.set(`${actorId} ${host}`, { actor: actorId, host, at });
    }
  }
  return [...first.values()].filter(({ at }) => at >= from && at < to).sort((a, b) => b.at - a.at);
}

test('a change is named against its mean, and a low base is no trend', () => {
  expect(levelOf(5, 2)).toBe('none');
  expect(levelOf(0, 2)).toBe('none');
  expect(levelOf(6, 2)).toBe('large');
  expect(levelOf(6, 0)).toBe('large');
  expect(levelOf(13, 10)).toBe('large');
  expect(levelOf(12.5, 10)).toBe('moderate');
  expect(levelOf(11, 10)).toBe('moderate');
  expect(levelOf(10, 10)).toBe('limited');
  expect(levelOf(7.5, 10)).toBe('limited');
  expect(levelOf(7, 10)).toBe('decrease');
  expect(levelOf(0, 2.25)).toBe('decrease');
});
