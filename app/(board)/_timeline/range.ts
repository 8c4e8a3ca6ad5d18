import { dayAfter, startOfDay } from '../../_i18n/period-days';

/** How far back the timeline goes, in days; all events, or as many days with today. */
const ranges = { all: null, years5: 1827, year: 366, days90: 90, days30: 30 } as const;
export type Range = keyof typeof ranges;
export const rangeNames = ['days30', 'days90', 'year', 'years5', 'all'] as const satisfies readonly Range[];

/** The query of the timeline: the filter of the board without its period, which is drawn on it. */
export function queryOf(search: string, range: Range, today: string, timeZone: string): string {
  const query = new URLSearchParams(search);
  query.delete('from');
  query.delete('to');
  query.set('tz', timeZone);
  const days = ranges[range];
  if (days !== null) {
    query.set('from', startOfDay(dayAfter(today, 1 - days), timeZone));
    query.set('to', startOfDay(dayAfter(today), timeZone));
  }
  return query.toString();
}
