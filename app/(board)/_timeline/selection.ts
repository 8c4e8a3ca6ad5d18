import { utcDay, utcMonday, utcMonth, utcYear } from 'd3-time';
import type { Filter } from '@/db/model/filter';
import type { Timeline } from '@/db/model/timeline';
import { startMillis } from '@/db/model/values/moment';
import { startOfDay } from '../../_i18n/period-days';

/** Positions of the first and last selected bucket. */
export type Selection = { first: number; last: number };

/** The first instant of each bucket as text with its offset, and of the one after the last. */
export function limitsOf({ items, bucket }: Timeline, timeZone: string): string[] {
  const last = items.at(-1);
  if (!last) return [];
  return [...items.map(({ start }) => start), nextStart(last.start, bucket)].map((day) =>
    startOfDay(day, timeZone),
  );
}

const intervals = { day: utcDay, week: utcMonday, month: utcMonth, year: utcYear } as const;

function nextStart(start: string, unit: Timeline['bucket']): string {
  return intervals[unit].offset(new Date(start)).toISOString().slice(0, 10);
}

/** The buckets that a period touches; null if it is open, or outside of them. */
export function selectionOf(
  limits: readonly string[],
  { from, to }: Pick<Filter, 'from' | 'to'>,
): Selection | null {
  if (from === undefined && to === undefined) return null;
  const starts = limits.map(startMillis);
  const count = starts.length - 1;
  const first = from === undefined ? 0 : starts.findIndex((_, index) => (starts[index + 1] ?? 0) > from.at);
  const after = to === undefined ? count : starts.findIndex((start) => start >= to.at);
  const last = (after < 0 ? count : after) - 1;
  return first < 0 || first >= count || last < first ? null : { first, last };
}
