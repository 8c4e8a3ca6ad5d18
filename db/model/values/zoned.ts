import { memoizeLru } from './memoize-lru';

/** A calendar day and time of day, in no zone. */
export type LocalTime = { year: number; month: number; day: number; hour: number; minute: number };

/** More than any page shows; takes a few hundred KB. */
const maxZones = 64;

const formatterOf = memoizeLru(
  maxZones,
  (timeZone) =>
    new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
);

/** The local time in a time zone at an instant (ms). */
export function localTimeOf(millis: number, timeZone: string): LocalTime {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(millis)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

const minute = 60_000;
const day = 1440 * minute;

function asUtc({ year, month, day, hour, minute }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** The offset of a time zone from UTC at an instant (ms), to the minute. */
export function offsetOf(millis: number, timeZone: string): number {
  const at = Math.floor(millis / minute) * minute;
  return asUtc(localTimeOf(at, timeZone)) - at;
}

/** The instant (ms) of a local time. Returns the first if the clocks show it twice, and null if they skip it. */
export function instantOf(local: LocalTime, timeZone: string): number | null {
  const wanted = asUtc(local);
  const candidates = [wanted - day, wanted + day].map((near) => wanted - offsetOf(near, timeZone));
  const fitting = candidates.filter((at) => asUtc(localTimeOf(at, timeZone)) === wanted);
  return fitting.length > 0 ? Math.min(...fitting) : null;
}

export function isCalendarDay({ year, month, day }: Pick<LocalTime, 'year' | 'month' | 'day'>): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
