import { invalid } from '@/db/model/errors';
import { maxBuckets } from '@/db/model/timeline';
import * as w from '@/db/model/words';
import { bucketOfDay, dayIn, isTooCoarse, type Unit } from './buckets';
import type { Columns } from './columns';

/** The first and last day of the events whose date is known to a precision; days count from 1970. */
type DaysKnown = { precision: w.Precision; first: number; last: number };

/** A period of instants (ms), `to` exclusive. */
type Period = { from?: number | undefined; to?: number | undefined };

/** The days of the matching events; `evaluated` has 0 for each row that matches. */
export function findDays(columns: Columns, evaluated: Uint8Array, timeZone: string): DaysKnown[] {
  const { at, atPrecision } = columns.rows();
  const first = new Float64Array(w.precisions.length).fill(Number.POSITIVE_INFINITY);
  const last = new Float64Array(w.precisions.length).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < evaluated.length; row += 1) {
    if (evaluated[row] !== 0) continue;
    const known = atPrecision[row] ?? 0;
    const time = at[row] ?? 0;
    if (time < (first[known] ?? 0)) first[known] = time;
    if (time > (last[known] ?? 0)) last[known] = time;
  }
  return w.precisions.flatMap((one, index): DaysKnown[] => {
    const [from = 0, to = 0] = [first[index], last[index]];
    if (from > to) return [];
    const zone = one === 'minute' ? timeZone : 'UTC';
    return [{ precision: one, first: dayIn(zone, from), last: dayIn(zone, to) }];
  });
}

/**
 * The numbers of the buckets from the start of the period to its end, and of all events that are known precisely
 * enough; null if there are none. `field` is the parameter that names the unit.
 * @throws AppError 'too-many-buckets'
 */
export function rangeOf(
  unit: Unit,
  days: readonly DaysKnown[],
  { from, to }: Period,
  timeZone: string,
  field: 'bucket' | 'columns',
): { first: number; last: number } | null {
  const known = days.filter(({ precision }) => !isTooCoarse(unit, precision));
  const { first, last } = extentOf(known, { from, to }, timeZone);
  if (first > last) return null;
  const range = { first: bucketOfDay(unit, first), last: bucketOfDay(unit, last) };
  if (range.last - range.first >= maxBuckets) throw invalid(field, 'too-many-buckets', { max: maxBuckets });
  return range;
}

/** The first and last day of the period and of these events; the first is after the last if there are none. */
export function extentOf(
  days: readonly DaysKnown[],
  { from, to }: Period,
  timeZone: string,
): { first: number; last: number } {
  const starts = days.map(({ first }) => first);
  const ends = days.map(({ last }) => last);
  if (from !== undefined) starts.push(dayIn(timeZone, from));
  if (to !== undefined) ends.push(dayIn(timeZone, to - 1));
  return { first: Math.min(...starts), last: Math.max(...ends) };
}
