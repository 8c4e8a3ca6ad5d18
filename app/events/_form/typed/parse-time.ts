import { iso } from '@/db/model/values/moment';
import { instantOf, isCalendarDay, type LocalTime, localTimeOf } from '@/db/model/values/zoned';
import type { Precision } from '@/db/model/words';
import { monthOf } from './months';
import { daysFromToday, fillers, fromNow, fullYear, inTwentyFourHours } from './time-words';

/** A moment as stored in the record: an instant in UTC, or a date (for a month or year its first day). */
type TypedMoment = {
  at: string;
  precision: Precision;
  /** Digits that could also be a time of day: "2022", "10.11". */
  couldBeTime: boolean;
};

type TimeProblem =
  /** It cannot be parsed as a time. */
  | 'unreadable'
  /** The day does not exist. */
  | 'no-such-day'
  /** The clocks skip this hour on that day. */
  | 'no-such-time';

export type ParsedTime = { ok: true; moment: TypedMoment } | { ok: false; problem: TimeProblem };

type Clock = { hour: number; minute: number };
type Day = { year: number; month: number | null; day: number | null };
/** Where the moment lies in time; determines the year of a day without one. */
export type Direction =
  /** The most recent such day: for events that have happened. */
  | 'past'
  /** The next such day, today included: for limits. */
  | 'future'
  /** The nearest such day: for beginnings. */
  | 'nearest';

export type TimeContext = {
  /** The time zone of the place, in which times are typed. */
  timeZone: string;
  /** In milliseconds. */
  now: number;
  /** `past` by default. */
  direction?: Direction;
};
type Today = LocalTime & { direction: Direction };

/** Four digits alone are a year within these limits, otherwise a time of day: "2022", "1859". */
const firstYear = 1900;
const lastYear = 2099;

/**
 * Parses a typed time: "1050" and "10:50" (today, local), "5 Sep 2022", "5.9.2022", "2022-09-05", "2022-09", "Sep
 * 2022", "2022", and a day with a time in either order; month names in the three languages, day before month if both
 * are numbers; "yesterday 14:30", "-2h", "10am", "10.50" and "05.09.22" (see time-words.ts). A year that could be a
 * time of day is written with a month: "5.9.1829", "1829-09", or "1829-XX" for the year alone (as ISO 8601-2 writes
 * an unknown month). `direction` determines the year of a day without one. "UTC", "Z" or an offset at the end replaces the
 * time zone.
 */
export function parseTime(typed: string, { timeZone, now, direction = 'past' }: TimeContext): ParsedTime {
  const given = typed.trim().toLowerCase();
  const span = fromNow(given);
  if (span !== null) {
    const millis = Math.floor((now + span) / 60_000) * 60_000;
    return { ok: true, moment: { at: iso(millis), precision: 'minute', couldBeTime: false } };
  }
  const { text, shift } = splitZone(inTwentyFourHours(given));
  // A time with its own offset is parsed as UTC, and the offset is subtracted at the end.
  const zone = shift === null ? timeZone : 'UTC';
  const ahead = shift ?? 0;
  const tokens = text
    .replace(/(\d)t(?=\d)/, '$1 ')
    .replace(/,/g, ' ')
    .split(/\s+/)
    .filter((token) => token !== '' && !fillers.has(token));
  const today = { ...localTimeOf(now + ahead, zone), direction };
  if (tokens.length === 0) return unreadable;
  const day = dayFromToday(given, today);
  if (day) return dated(day, false);

  const [only] = tokens;
  const clockAlone = tokens.length === 1 && only ? clockOf(only) : null;
  if (clockAlone && !isYear(only)) return instant({ ...today, ...clockAlone }, zone, ahead);
  // "10.50" cannot be a day; "10.11" can, and could also be a time.
  const dottedAlone = tokens.length === 1 ? dottedClock(only) : null;
  if (dottedAlone && !isDayOfYear(only)) return instant({ ...today, ...dottedAlone }, zone, ahead);

  // "5 Sep 1829" without another time means 18:29 on the most recent 5 September.
  const last = tokens.at(-1);
  const endsInClock = tokens.length === 3 && clockOf(last) !== null && !isYear(last);
  const whole = endsInClock ? null : dayOf(tokens, today);
  if (whole) return dated(whole, (clockAlone ?? dottedAlone) !== null);
  for (const [clock, rest] of [
    [clockOf(tokens[0]), tokens.slice(1)],
    [clockOf(tokens.at(-1)), tokens.slice(0, -1)],
    [dottedClock(tokens.at(-1)), tokens.slice(0, -1)],
    [dottedClock(tokens[0]), tokens.slice(1)],
  ] as const) {
    const date = clock && dayOf(rest, today);
    if (clock && date?.month && date.day) {
      return instant({ year: date.year, month: date.month, day: date.day, ...clock }, zone, ahead);
    }
  }
  return unreadable;
}

const unreadable: ParsedTime = { ok: false, problem: 'unreadable' };

/** "10:50 utc", "06:20z", "…t10:50:00.000+04:30": the offset from UTC named in the text (ms). */
function splitZone(text: string): { text: string; shift: number | null } {
  const utc = /^(.*\d)\s*(?:z|utc|gmt)$/.exec(text);
  if (utc?.[1]) return { text: utc[1], shift: 0 };
  const offset = /^(.*:\d\d(?:\.\d+)?)\s*(?:utc\s*)?([+-])(\d\d):?(\d\d)$/.exec(text);
  if (!offset?.[1]) return { text, shift: null };
  const minutes = Number(offset[3]) * 60 + Number(offset[4]);
  return { text: offset[1], shift: (offset[2] === '-' ? -minutes : minutes) * 60_000 };
}

function clockOf(token: string | undefined): Clock | null {
  const match =
    /^(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(token ?? '') ?? /^(\d{2})(\d{2})$/.exec(token ?? '');
  if (!match) return null;
  const clock = { hour: Number(match[1]), minute: Number(match[2]) };
  return clock.hour < 24 && clock.minute < 60 ? clock : null;
}

/** "10.50", for use where the context shows that it is not a day. */
function dottedClock(token: string | undefined): Clock | null {
  return /^\d{1,2}\.\d{2}$/.test(token ?? '') ? clockOf(token?.replace('.', ':')) : null;
}

/** "5.9", "22.11": a day and month. */
function isDayOfYear(token: string | undefined): boolean {
  const [day = 0, month = 0] = (token ?? '').split('.').map(Number);
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

function isYear(token: string | undefined): boolean {
  return /^\d{4}$/.test(token ?? '') && Number(token) >= firstYear && Number(token) <= lastYear;
}

/** A year that the record can store. */
function yearOf(token: string | undefined): number | null {
  return /^[1-9]\d{3}$/.test(token ?? '') ? Number(token) : null;
}

/** A day, month or year of one to three words; null if not all of them belong to it. */
function dayOf(tokens: readonly string[], today: Today): Day | null {
  const [a = '', b = '', c = ''] = tokens;
  if (tokens.length === 1) return dayFromToday(a, today) ?? figuresOf(a, today);
  if (tokens.length === 2) {
    const month = monthOf(b);
    if (month !== null && numberOf(a)) return yearless(month, numberOf(a), today);
    const first = monthOf(a);
    if (first === null) return null;
    const year = yearOf(b);
    return year
      ? { year, month: first, day: null }
      : numberOf(b)
        ? yearless(first, numberOf(b), today)
        : null;
  }
  const year = yearOf(c) ?? shortYear(c, today);
  if (tokens.length !== 3 || year === null) return null;
  const month = monthOf(b);
  if (month !== null && numberOf(a)) return { year, month, day: numberOf(a) };
  const first = monthOf(a);
  return first !== null && numberOf(b) ? { year, month: first, day: numberOf(b) } : null;
}

function dayFromToday(text: string, today: Today): Day | null {
  const shift = daysFromToday(text);
  if (shift === null) return null;
  const date = new Date(Date.UTC(today.year, today.month - 1, today.day + shift));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The year in "05.09.22" and "5 Sep 22". */
function shortYear(token: string, today: Today): number | null {
  return /^\d{2}$/.test(token) ? fullYear(token, today.year) : null;
}

/** A date in digits: 2022, 1829-xx, 2022-09, 2022-09-05, 9.2022, 5.9.2022, 05.09.22, 5.9. */
function figuresOf(token: string, today: Today): Day | null {
  const year = yearOf(/^(\d{4})-xx$/.exec(token)?.[1] ?? (isYear(token) ? token : undefined));
  if (year) return { year, month: null, day: null };
  const parts = token.split(/[-./]/);
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /^\d{1,4}$/.test(part))) return null;
  const [a = '', b = '', c] = parts;
  const first = yearOf(a);
  if (first) return { year: first, month: Number(b), day: c === undefined ? null : Number(c) };
  if (c === undefined) {
    const second = yearOf(b);
    if (second) return { year: second, month: Number(a), day: null };
    return b.length < 3 && a.length < 3 ? yearless(Number(b), Number(a), today) : null;
  }
  const last = yearOf(c) ?? (a.length < 3 && b.length < 3 ? shortYear(c, today) : null);
  return last ? { year: last, month: Number(b), day: Number(a) } : null;
}

function yearless(month: number, day: number | null, today: Today): Day {
  const { year, direction } = today;
  const at = (of: number) => Date.UTC(of, month - 1, day ?? 1);
  const now = Date.UTC(year, today.month - 1, today.day);
  const last = at(year) > now ? year - 1 : year;
  const next = at(year) < now ? year + 1 : year;
  const isNextMeant = direction === 'future' || (direction === 'nearest' && at(next) - now < now - at(last));
  return { year: isNextMeant ? next : last, month, day };
}

function numberOf(token: string): number | null {
  return /^\d{1,2}\.?$/.test(token) ? Number.parseInt(token, 10) : null;
}

function dated({ year, month, day }: Day, couldBeTime: boolean): ParsedTime {
  const first = { year, month: month ?? 1, day: day ?? 1 };
  if (!isCalendarDay(first)) return { ok: false, problem: 'no-such-day' };
  const at = `${year}-${two(first.month)}-${two(first.day)}`;
  const precision = month === null ? 'year' : day === null ? 'month' : 'day';
  return { ok: true, moment: { at, precision, couldBeTime } };
}

function instant(local: LocalTime, timeZone: string, ahead: number): ParsedTime {
  if (!isCalendarDay(local)) return { ok: false, problem: 'no-such-day' };
  const millis = instantOf(local, timeZone);
  if (millis === null) return { ok: false, problem: 'no-such-time' };
  return { ok: true, moment: { at: iso(millis - ahead), precision: 'minute', couldBeTime: false } };
}

/**
 * Formats a moment so that it parses back to the same minute in the time zone: "2022-09-05 10:50", "2022-09-05",
 * "2022-09", "2022".
 */
export function formatTypedTime(at: string, precision: Precision, timeZone: string): string {
  if (precision === 'year') return isYear(at.slice(0, 4)) ? at.slice(0, 4) : `${at.slice(0, 4)}-XX`;
  if (precision === 'month') return at.slice(0, 7);
  if (precision === 'day') return at.slice(0, 10);
  const local = localTimeOf(Date.parse(at), timeZone);
  // The last hours of 9999 UTC fall in the year 10000 east of Greenwich.
  if (yearOf(String(local.year)) === null && timeZone !== 'UTC')
    return `${formatTypedTime(at, precision, 'UTC')} UTC`;
  return `${local.year}-${two(local.month)}-${two(local.day)} ${two(local.hour)}:${two(local.minute)}`;
}

function two(figure: number): string {
  return String(figure).padStart(2, '0');
}
