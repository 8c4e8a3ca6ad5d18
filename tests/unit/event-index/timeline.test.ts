import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { createColumns } from '@/db/event-index/columns';
import { entryOf } from '@/db/event-index/entry';
import { evaluate } from '@/db/event-index/evaluate';
import { countByTime } from '@/db/event-index/timeline';
import { localPrincipal } from '@/db/model/access/principal';
import { completeRecord } from '@/db/model/event/complete-record';
import type { EventRecord } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import { timelineUnits } from '@/db/model/timeline';
import { iso, startLimit, startMillis } from '@/db/model/values/moment';
import { anyPerson, incident, threat } from '../../integration/store/records';
import { assertProperty } from '../../support/assert-property';
import {
  type Dated,
  dayOf,
  indexed,
  isKnownFor,
  matching,
  placed,
  someFilter,
  startOfUnit,
  startsBetween,
} from './dated-events';

const zones = fc.constantFrom('UTC', 'Asia/Kabul', 'America/New_York', 'Asia/Beirut', 'Pacific/Kiritimati');

test('a timeline counts what the rules of the model select, in the days of its zone', async () => {
  const seen = { counted: 0, coarse: 0, empty: 0 };
  await assertProperty(
    fc.property(
      indexed,
      anyPerson,
      someFilter,
      fc.constantFrom(...timelineUnits),
      zones,
      ({ columns, events }, who, given, unit, tz) => {
        const filter = placed(given);
        const { rows } = evaluate(columns, who, filter, null);
        const { spanRows, ...counted } = countByTime(columns, rows, { ...filter, bucket: unit, tz });
        const found = matching(events, who, filter);
        expect(counted).toEqual(timelineOf(found, unit, tz, periodOf(filter, tz)));
        const { n } = columns.rows();
        expect(spanRows.map((row) => n[row])).toEqual(spansOf(found).map((span) => span.n));
        seen.counted += counted.items.reduce((sum, one) => sum + one.incidents + one.threats, 0);
        seen.coarse += counted.coarse;
        seen.empty += counted.items.filter((one) => one.incidents + one.threats === 0).length;
      },
    ),
    { numRuns: 60 },
  );
  expect(Math.min(seen.counted, seen.coarse, seen.empty)).toBeGreaterThan(10);
});

/** The days of the limits of a filter, which are in the timeline whether there are events or not. */
function periodOf({ from, to }: Pick<Filter, 'from' | 'to'>, timeZone: string): string[] {
  const day = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
  return [...(from === undefined ? [] : [day(from.at)]), ...(to === undefined ? [] : [day(to.at - 1)])];
}

function timelineOf(found: readonly Dated[], unit: string, tz: string, period: readonly string[]) {
  const known = found.filter(({ record }) => isKnownFor(unit, record));
  const days = known.map(({ record }) => dayOf(record, tz));
  // One limit alone is no period, and a period that ends before it begins has no days.
  const isEmpty = days.length === 0 && (period.length < 2 || (period[0] ?? '') > (period[1] ?? ''));
  const starts = isEmpty ? [] : startsBetween(unit, [...days, ...period]);
  const inBucket = (start: string) =>
    known.filter(({ record }) => startOfUnit(unit, dayOf(record, tz)) === start).map(({ record }) => record);
  return {
    bucket: unit,
    items: starts.map((start) => {
      const records = inBucket(start);
      return {
        start,
        incidents: records.filter(({ kind }) => kind === 'incident').length,
        threats: records.filter(({ kind }) => kind === 'threat').length,
        killed: records.reduce((sum, { incident: part }) => sum + (part?.killed?.min ?? 0), 0),
      };
    }),
    coarse: found.length - known.length,
    more: 0,
  };
}

/** Current threats first, then those that began latest. */
function spansOf(found: readonly Dated[]) {
  return found
    .flatMap(({ n, record: { at, threat: part } }) =>
      part
        ? [{ n, isCurrent: Number(part.status === 'current'), from: startMillis(part.validFrom ?? at) }]
        : [],
    )
    .sort((a, b) => b.isCurrent - a.isCurrent || b.from - a.from || b.n - a.n);
}

function columnsOf(records: readonly EventRecord[]) {
  const columns = createColumns();
  records.forEach((record, index) => {
    columns.put(entryOf({ n: index + 1, createdBy: 'author', activityAt: 0, record }));
  });
  return columns;
}

const record = (input: Parameters<typeof completeRecord>[0]) => completeRecord(input, () => '');

function count(records: readonly EventRecord[], options: Partial<Parameters<typeof countByTime>[2]> = {}) {
  const columns = columnsOf(records);
  const { rows } = evaluate(columns, localPrincipal, {}, null);
  return { columns, ...countByTime(columns, rows, { bucket: 'auto', tz: 'UTC', ...options }) };
}

test('buckets are as large as the period asks', () => {
  for (const [from, to, bucket] of [
    ['2026-03-01', '2026-05-31', 'day'],
    ['2026-03-01', '2026-07-31', 'week'],
    ['2025-01-01', '2026-12-31', 'week'],
    ['2023-01-01', '2026-12-31', 'month'],
    ['1900-01-01', '2100-01-01', 'year'],
  ] as const) {
    const records = [from, to].map((at) => record(incident({ at })));
    expect(count(records).bucket, `${from} to ${to}`).toBe(bucket);
    expect(count([], { from: startLimit(from), to: startLimit(to) }).bucket).toBe(bucket);
  }
});

test('more buckets than are useful are refused, and name the parameter', () => {
  const records = ['1900-01-01', '2100-01-01'].map((at) => record(incident({ at })));
  expect(count(records, { bucket: 'year' }).items).toHaveLength(201);
  for (const bucket of ['day', 'week', 'month'] as const)
    expect(() => count(records, { bucket })).toThrow(/too-many-buckets.*2000/);
  const from = startLimit('1900-01-01');
  expect(() => count([], { bucket: 'day', from, to: startLimit('1905-06-25') })).toThrow('too-many-buckets');
  expect(count([], { bucket: 'day', from, to: startLimit('1905-06-24') }).items).toHaveLength(2_000);
});

test('a threat spans its validity, until it ended or the validity did, as far as that is recorded', () => {
  const spanOf = (part: Record<string, unknown>, endedAt?: string) => {
    const made = record(threat({ at: '2026-03-01', threat: part }));
    const { columns, spanRows } = count([{ ...made, threat: made.threat && { ...made.threat, endedAt } }]);
    const { spanFrom, spanTo } = columns.rows();
    const row = spanRows[0] ?? 0;
    const to = spanTo[row] ?? 0;
    return [iso(spanFrom[row] ?? 0).slice(0, 10), Number.isNaN(to) ? null : iso(to).slice(0, 10)];
  };
  expect(spanOf({})).toEqual(['2026-03-01', null]);
  expect(spanOf({ validFrom: '2026-02-01', validUntil: '2026-04-01' })).toEqual(['2026-02-01', null]);
  expect(spanOf({ status: 'lapsed', validUntil: '2026-04-01' })).toEqual(['2026-03-01', '2026-04-02']);
  expect(spanOf({ status: 'foiled', validUntil: '2026-04-01' }, '2026-03-05T10:00:00Z')).toEqual([
    '2026-03-01',
    '2026-03-05',
  ]);
  // Logged later, when its validity was over.
  expect(spanOf({ status: 'lapsed', validUntil: '2026-04-01' }, '2026-09-01T10:00:00Z')).toEqual([
    '2026-03-01',
    '2026-04-02',
  ]);
  expect(spanOf({ status: 'withdrawn' })).toEqual(['2026-03-01', '2026-03-01']);
});

test('at most 500 threats are spans, and the timeline says how many more there are', () => {
  const current = record(threat({ at: '2020-01-01' }));
  const ended = record(threat({ at: '2026-03-01', threat: { status: 'foiled' } }));
  const { spanRows, more } = count([current, ...Array.from({ length: 520 }, () => ended)]);
  expect(spanRows).toHaveLength(500);
  expect(spanRows[0]).toBe(0);
  expect(more).toBe(21);
});
