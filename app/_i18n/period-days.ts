import { dayMillis, endMillis, iso, startMillis } from '@/db/model/values/moment';
import { instantOf, localTimeOf } from '@/db/model/values/zoned';

/** The last day that a date field accepts: the day after it in any time zone is still a year of four digits. */
export const lastDay = '9999-12-29';

const minute = 60_000;

/** The start of a day (YYYY-MM-DD) in a time zone, with its offset: "2023-03-21T00:00:00+04:30". */
export function startOfDay(day: string, timeZone: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  // If the clocks skip midnight, the day begins at one o'clock.
  const millis =
    instantOf({ year, month, day: date, hour: 0, minute: 0 }, timeZone) ??
    instantOf({ year, month, day: date, hour: 1, minute: 0 }, timeZone) ??
    startMillis(day);
  // The offset before they do puts that instant at midnight, which is what dates without a time are compared with.
  const ahead = Math.round((startMillis(day) - millis) / minute);
  const size = Math.abs(ahead);
  const offset = `${ahead < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${day}T00:00:00${ahead === 0 ? 'Z' : offset}`;
}

/** The date `days` later (YYYY-MM-DD). */
export function dayAfter(day: string, days = 1): string {
  return new Date(startMillis(day) + days * dayMillis).toISOString().slice(0, 10);
}

/** A limit, which may be a date, as an instant. */
export function instantOfLimit(name: 'from' | 'to', limit: string): string {
  return iso(name === 'to' ? endMillis(limit) : startMillis(limit));
}

/**
 * The reader's day that a filter limit stands for, or null if the limit is within a day. `to` is exclusive: the start
 * of the day after the last. A date without a time is a day in UTC.
 */
export function dayOfLimit(name: 'from' | 'to', limit: string, timeZone: string): string | null {
  const instant = instantOfLimit(name, limit);
  const { year, month, day } = localTimeOf(startMillis(instant), timeZone);
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  if (startMillis(startOfDay(date, timeZone)) !== startMillis(instant)) return null;
  return name === 'to' ? dayAfter(date, -1) : date;
}

function two(figure: number): string {
  return String(figure).padStart(2, '0');
}
