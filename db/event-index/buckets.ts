import { dayMillis, iso } from '@/db/model/values/moment';
import { instantOf, offsetOf } from '@/db/model/values/zoned';
import type { Precision } from '@/db/model/words';

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Which dates are known too imprecisely for a unit. */
const tooCoarse = {
  day: ['month', 'year'],
  week: ['month', 'year'],
  month: ['year'],
  quarter: ['year'],
  year: [],
} as const satisfies Record<Unit, readonly Precision[]>;

export function isTooCoarse(unit: Unit, precision: Precision): boolean {
  return tooCoarse[unit].some((one) => one === precision);
}

/**
 * The number of the bucket of a day; both count from 1970. Weeks begin on Monday (ISO 8601).
 */
export function bucketOfDay(unit: Unit, day: number): number {
  if (unit === 'day') return day;
  // 1 January 1970 was a Thursday.
  if (unit === 'week') return Math.floor((day + 3) / 7);
  const date = new Date(day * dayMillis);
  const years = date.getUTCFullYear() - 1970;
  if (unit === 'year') return years;
  const months = years * 12 + date.getUTCMonth();
  return unit === 'month' ? months : Math.floor(months / 3);
}

/** The first day of a bucket. */
function firstDayOf(unit: Unit, bucket: number): number {
  if (unit === 'day') return bucket;
  if (unit === 'week') return bucket * 7 - 3;
  const months = { month: 1, quarter: 3, year: 12 }[unit] * bucket;
  return Date.UTC(1970, months, 1) / dayMillis;
}

/** The day in a time zone at an instant (ms). */
export function dayIn(timeZone: string, at: number): number {
  return Math.floor((timeZone === 'UTC' ? at : at + offsetOf(at, timeZone)) / dayMillis);
}

/**
 * Finds the buckets `first` to `last`. A date without a time is the same day in every time zone; an instant is in the
 * bucket of its day in `timeZone`. Both functions return the position from `first`; the time must be in the range.
 */
export function createBuckets(unit: Unit, timeZone: string, first: number, last: number) {
  const days = Array.from({ length: last - first + 1 }, (_, index) => firstDayOf(unit, first + index));
  const dates = Float64Array.from(days, (day) => day * dayMillis);
  const instants = timeZone === 'UTC' ? dates : Float64Array.from(startsOfDays(days, timeZone));
  const bucketOf = tableOfDays(days, firstDayOf(unit, last + 1));
  const ofDate = (at: number) => bucketOf[Math.floor((at - (dates[0] ?? 0)) / dayMillis)] ?? 0;
  return {
    starts: days.map((day) => iso(day * dayMillis).slice(0, 10)),
    ofDate,
    ofInstant: timeZone === 'UTC' ? ofDate : (at: number) => find(instants, ofDate(at), at),
  };
}

/** The position of the bucket of each day from the first bucket to `end`. */
function tableOfDays(starts: readonly number[], end: number): Uint16Array {
  const first = starts[0] ?? 0;
  const table = new Uint16Array(end - first);
  starts.forEach((start, index) => {
    table.fill(index, start - first, (starts[index + 1] ?? end) - first);
  });
  return table;
}

/** The last start that is not after a time; `near` is at most a day's difference away. */
function find(starts: Float64Array, near: number, at: number): number {
  let index = near;
  while (index > 0 && (starts[index] ?? 0) > at) index -= 1;
  while (index < starts.length - 1 && (starts[index + 1] ?? 0) <= at) index += 1;
  return index;
}

/** When each of these days begins in a time zone (ms). A day that the clocks skip begins when they skip it. */
function startsOfDays(days: readonly number[], timeZone: string): number[] {
  const offsets = new Map<number, number>();
  const offsetAt = (day: number) => {
    const known = offsets.get(day);
    const offset = known ?? offsetOf(day * dayMillis, timeZone);
    if (known === undefined) offsets.set(day, offset);
    return offset;
  };
  return days.map((day) => {
    const midnight = day * dayMillis;
    const [before, after] = [offsetAt(day - 1), offsetAt(day + 1)];
    if (before === after) return midnight - before;
    const date = new Date(midnight);
    const local = {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: 0,
      minute: 0,
    };
    return instantOf(local, timeZone) ?? midnight - before;
  });
}
