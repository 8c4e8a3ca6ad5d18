import type { TrendUnit } from '@/db/model/trends';
import { dayMillis, type Limit, limitInUtc } from '@/db/model/values/moment';

/** How many columns are shown where the address names no period. */
const shown = { month: 24, quarter: 24, year: 30 } as const;
const months = { month: 1, quarter: 3, year: 12 } as const;

/** The last columns, up to the end of the present one. */
export function latestPeriod(unit: TrendUnit, now: number): { from: Limit; to: Limit } {
  const today = new Date(now);
  const size = months[unit];
  const present = Math.floor(today.getUTCMonth() / size) * size;
  const start = (columns: number) =>
    limitInUtc(Date.UTC(today.getUTCFullYear(), present + columns * size, 1));
  return { from: start(1 - shown[unit]), to: start(1) };
}

/** The first and the last day of a column such as 2026-03, 2026-Q1 or 2026. */
export function daysOfColumn(column: string): { first: string; last: string } {
  const year = Number(column.slice(0, 4));
  const rest = column.slice(5);
  const [from, size] =
    rest === '' ? [0, 12] : rest.startsWith('Q') ? [Number(rest.slice(1)) * 3 - 3, 3] : [Number(rest) - 1, 1];
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { first: day(Date.UTC(year, from, 1)), last: day(Date.UTC(year, from + size, 1) - dayMillis) };
}
