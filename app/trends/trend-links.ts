import type { TrendRows } from '@/db/model/trends';
import { endMillis, startMillis } from '@/db/model/values/moment';
import { daysOfColumn } from './period';

const filterOf = {
  targeted: 'targeted',
  host: 'host',
  actor: 'actor',
  targetType: 'targetType',
  attackType: 'attackType',
  severity: 'severity',
  outcome: 'status',
} as const satisfies Record<TrendRows, string>;

/** The page with another property, unit or filter. */
export function trendsHref(search: string, change: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return query.size > 0 ? `/trends?${query}` : '/trends';
}

/** The board with the records of a figure: those of a value, in the columns from the first to the last. */
export function boardHref(
  search: string,
  { rows, value, first, last }: { rows: TrendRows; value: string | null; first?: string; last?: string },
): string {
  const query = new URLSearchParams(search);
  if (value !== null) query.set(filterOf[rows], value);
  if (first !== undefined && last !== undefined) {
    const [from, to] = [daysOfColumn(first).first, daysOfColumn(last).last];
    const given = { from: query.get('from'), to: query.get('to') };
    if (given.from === null || startMillis(given.from) < startMillis(from)) query.set('from', from);
    if (given.to === null || endMillis(given.to) > endMillis(to)) query.set('to', to);
  }
  return query.size > 0 ? `/?${query}` : '/';
}
