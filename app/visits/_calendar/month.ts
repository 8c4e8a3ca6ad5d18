import { localTimeOf } from '@/db/model/values/zoned';

/** A month of the calendar as "2026-12". */
export type CalendarMonth = string;

/** The month in the address, else that of now in the reader's time zone. */
export function monthOf(given: unknown, now: number, timeZone: string): CalendarMonth {
  if (typeof given === 'string' && /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(given)) return given;
  const { year, month } = localTimeOf(now, timeZone);
  return `${year}-${String(month).padStart(2, '0')}`;
}

export function shifted(month: CalendarMonth, by: number): CalendarMonth {
  const first = firstOf(month);
  return isoDay(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + by, 1)).slice(0, 7);
}

/** The days of the weeks of a month, from a Monday to a Sunday, as ISO dates. */
export function weeksOf(month: CalendarMonth): string[][] {
  const first = firstOf(month);
  const monday = first.getTime() - ((first.getUTCDay() + 6) % 7) * dayMillis;
  const weeks: string[][] = [];
  for (let start = monday; isoDay(start).slice(0, 7) <= month; start += 7 * dayMillis) {
    weeks.push(Array.from({ length: 7 }, (_, index) => isoDay(start + index * dayMillis)));
  }
  return weeks;
}

/** The moments (ms) between which its visits are, with a day to spare for time zones. */
export function periodOf(month: CalendarMonth): { from: number; to: number } {
  const days = weeksOf(month).flat();
  const [first = `${month}-01`] = days;
  const last = days.at(-1) ?? first;
  return { from: Date.parse(first) - dayMillis, to: Date.parse(last) + 2 * dayMillis };
}

const dayMillis = 86_400_000;

function firstOf(month: CalendarMonth): Date {
  return new Date(`${month}-01T00:00:00Z`);
}

function isoDay(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10);
}
