import * as fc from 'fast-check';
import { createColumns } from '@/db/event-index/columns';
import { entryOf } from '@/db/event-index/entry';
import type { Principal } from '@/db/model/access/principal';
import { visible } from '@/db/model/access/visible';
import { completeRecord } from '@/db/model/event/complete-record';
import type { EventRecord } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import { matches } from '@/db/model/matches';
import * as w from '@/db/model/words';
import { withNames } from '@/db/rules/event/named-record';
import { anyEvent, anyFilter, people, threat } from '../../integration/store/records';
import { storedEvent } from '../stored-event';

const missions = [{ id: '00000000-0000-8000-8000-00000000000a', country: 'RU', host: 'AF' }] as const;
const actors = ['00000000-0000-8000-8000-0000000000aa', '00000000-0000-8000-8000-0000000000bb'];
const author = people[2]?.id ?? '';
const sourceId = '00000000-0000-8000-8000-0000000000cc';

/** Some are near midnight, others where the clocks of New York and Beirut change. */
const instants = fc.constantFrom(
  '2025-12-31T20:15:00Z',
  '2026-01-01T03:00:00Z',
  '2026-03-08T05:30:00Z',
  '2026-03-28T22:30:00Z',
  '2026-03-29T03:59:00Z',
  '2026-11-01T04:30:00Z',
);
const dates = fc.constantFrom('2024-02-29', '2025-12-31', '2026-01-01', '2026-03-29', '2026-04-01');
const someDate = fc.option(dates, { nil: null });

const dated = fc.record({
  at: fc.oneof(
    fc.record({ at: instants, atPrecision: fc.constant('minute' as const) }),
    fc.record({ at: dates, atPrecision: fc.constant('day' as const) }),
    fc.record({
      at: dates.map((one) => `${one.slice(0, 7)}-01`),
      atPrecision: fc.constant('month' as const),
    }),
    fc.record({
      at: dates.map((one) => `${one.slice(0, 4)}-01-01`),
      atPrecision: fc.constant('year' as const),
    }),
  ),
  attackTypes: fc.subarray([...w.attackTypes]),
  killed: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
  validFrom: someDate,
  validUntil: someDate,
  endedAt: fc.option(instants, { nil: undefined }),
});

export type Dated = { n: number; record: EventRecord };

/** A record whose date is known to any precision, as the index and the model have it. */
const anyDated: fc.Arbitrary<EventRecord> = fc
  .tuple(anyEvent([...missions], actors), dated)
  .map(([input, { at, attackTypes, killed, validFrom, validUntil, endedAt }]) => {
    const record = completeRecord(input, () => sourceId);
    const { threat, incident } = record;
    return {
      ...record,
      ...at,
      attackTypes,
      threat: threat && { ...threat, validFrom, validUntil, endedAt },
      incident: incident && {
        ...incident,
        killed: killed === null ? null : { min: killed, max: killed + 3 },
      },
    };
  });

/** Events with row numbers from 1, some of which are removed again, and the columns of those that are left. */
export const indexed = fc
  .array(fc.tuple(anyDated, fc.boolean()), { minLength: 1, maxLength: 40 })
  .map((drafts) => {
    const columns = createColumns();
    const all = drafts.map(([record, isKept], index) => ({ n: index + 1, record, isKept }));
    for (const { n, record } of all) columns.put(entryOf({ n, createdBy: author, activityAt: 0, record }));
    for (const { n, isKept } of all) if (!isKept && n % 3 === 0) columns.remove(n);
    return { columns, events: all.filter(({ n, isKept }) => isKept || n % 3 !== 0) };
  });

/** Half of the filters are empty: with others few events match. */
export const someFilter: fc.Arbitrary<Filter> = fc.oneof(fc.constant({}), anyFilter([...missions], actors));

/** The events that a reader may see and a filter selects. */
export function matching(events: readonly Dated[], who: Principal, filter: Filter): Dated[] {
  return events.filter(
    ({ record }) =>
      visible(who, { ...record, createdBy: author }) &&
      matches(filter, { ...metadata, ...withNames(record, noNames) }),
  );
}

const metadata = storedEvent(threat(), sourceId);
const noNames = { missions: new Map(), actors: new Map() };

/** The filter with the places of its missions. */
export function placed(filter: Filter): Filter {
  const named = missions.filter(({ id }) => filter.mission?.includes(id));
  return { ...filter, missionsAt: named.map(({ country, host }) => ({ sending: country, host })) };
}

/** The date of an event in a time zone, as `Intl` tells it; a date without a time is the same everywhere. */
export function dayOf({ at, atPrecision }: EventRecord, timeZone: string): string {
  if (atPrecision !== 'minute') return at;
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(Date.parse(at));
}

/** The first day of the unit that a date is in. */
export function startOfUnit(unit: string, date: string): string {
  if (unit === 'year') return `${date.slice(0, 4)}-01-01`;
  if (unit === 'month') return `${date.slice(0, 7)}-01`;
  if (unit === 'quarter') {
    const quarter = Math.floor((Number(date.slice(5, 7)) - 1) / 3);
    return `${date.slice(0, 4)}-${String(quarter * 3 + 1).padStart(2, '0')}-01`;
  }
  const day = new Date(`${date}T00:00:00Z`);
  if (unit === 'week') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

/** All units from the first of these dates to the last. */
export function startsBetween(unit: string, dates: readonly string[]): string[] {
  const sorted = dates.map((date) => startOfUnit(unit, date)).toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  const starts: string[] = [];
  if (first === undefined || last === undefined) return starts;
  for (const day = new Date(first); ; day.setUTCDate(day.getUTCDate() + 1)) {
    const date = day.toISOString().slice(0, 10);
    if (date > last) return starts;
    if (startOfUnit(unit, date) === date) starts.push(date);
  }
}

const finest = { minute: 'day', day: 'day', month: 'month', year: 'year' } as const;
const sizes = ['day', 'week', 'month', 'quarter', 'year'];

/** Is the date of the event known well enough for this unit? */
export function isKnownFor(unit: string, { atPrecision }: EventRecord): boolean {
  return sizes.indexOf(unit) >= sizes.indexOf(finest[atPrecision]);
}
