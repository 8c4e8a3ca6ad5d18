import type { Locale } from '@/db/model/locales';
import { isDate } from '@/db/model/values/moment';
import { offsetOf } from '@/db/model/values/zoned';
import type { Precision } from '@/db/model/words';
import { isolated } from './bidi';
import type { PlaceNames } from './place-names';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type SpanUnit = 'now' | 'minutes' | 'hours' | 'days' | 'months' | 'years';
export type Span = { unit: SpanUnit; count: number };

/** A duration in ms as its largest full unit: 4 minutes, 2 hours, 3 days. */
export function spanOf(millis: number): Span {
  const length = Math.abs(millis);
  if (length < minute) return { unit: 'now', count: 0 };
  if (length < hour) return { unit: 'minutes', count: Math.floor(length / minute) };
  if (length < day) return { unit: 'hours', count: Math.floor(length / hour) };
  const days = Math.floor(length / day);
  if (days < 60) return { unit: 'days', count: days };
  if (days < 730) return { unit: 'months', count: Math.floor(days / 30.44) };
  return { unit: 'years', count: Math.floor(days / 365.25) };
}

export type Formats = ReturnType<typeof createFormats>;

const noNames: PlaceNames = { countries: {}, shortCountries: {}, cities: {} };

/**
 * Formats dates, times, lists and place names for one language and one time zone. The order is day, month, year in
 * all three languages; Intl gives the parts and this code the order, so that every runtime gives the same text.
 */
export function createFormats(locale: Locale, timeZone: string, places = noNames) {
  const intl = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { calendar: 'gregory', ...options });
  const inZone = { timeZone };
  // A date without a time has no time zone and is shown unchanged.
  const asGiven = { timeZone: 'UTC' };
  const dayMonth = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const formatters = new Map<string, Intl.DateTimeFormat>();
  const formatter = (name: string, options: Intl.DateTimeFormatOptions) => {
    const made = formatters.get(name) ?? intl(options);
    formatters.set(name, made);
    return made;
  };
  // British English, as for dates: "Russia, China and Iran".
  const lists = new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale, {
    type: 'conjunction',
    style: 'long',
  });
  const numbers = new Intl.NumberFormat(locale);

  function date(moment: string | Date): string {
    const bare = isBare(moment);
    return ordered(
      formatter(bare ? 'date' : 'zonedDate', { ...dayMonth, ...(bare ? asGiven : inZone) }),
      moment,
      ['day', 'month', 'year'],
    );
  }

  function time(moment: string | Date): string {
    return formatter('time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...inZone }).format(
      new Date(moment),
    );
  }

  function dayKey(moment: string | Date): string {
    if (isBare(moment)) return String(moment);
    const parts = partsOf(
      formatter('key', { year: 'numeric', month: '2-digit', day: '2-digit', ...inZone }),
      moment,
    );
    return `${parts.year}-${parts.month}-${parts.day}`;
  }

  return {
    locale,
    timeZone,
    date,
    time,
    /** At its known precision: "2022", "September 2022", "5 Sep 2022", "5 Sep 2022, 10:50". */
    moment(moment: string, precision: Precision = isDate(moment) ? 'day' : 'minute'): string {
      if (precision === 'year') return moment.slice(0, 4);
      if (precision === 'month') {
        return ordered(formatter('month', { month: 'long', year: 'numeric', ...asGiven }), moment, [
          'month',
          'year',
        ]);
      }
      return precision === 'day' ? date(moment) : `${date(moment)}, ${time(moment)}`;
    },
    /**
     * The same after a word such as "since", at most to the day. A month alone is inflected there ("с сентября
     * 2022").
     */
    since(moment: string, precision: Precision = isDate(moment) ? 'day' : 'minute'): string {
      if (precision === 'year') return moment.slice(0, 4);
      if (precision !== 'month') return date(moment);
      // With a day, Intl gives the month in the genitive case, which is needed here.
      return ordered(
        formatter('bentMonth', { day: 'numeric', month: 'long', year: 'numeric', ...asGiven }),
        moment,
        ['month', 'year'],
      );
    },
    /** "9 Feb", without the year. */
    dayMonth(moment: string | Date): string {
      const bare = isBare(moment);
      return ordered(
        formatter(bare ? 'date' : 'zonedDate', { ...dayMonth, ...(bare ? asGiven : inZone) }),
        moment,
        ['day', 'month'],
      );
    },
    /** "Nov" */
    shortMonth: (date: string): string =>
      formatter('shortMonth', { month: 'short', ...asGiven }).format(new Date(date)),
    weekday(moment: string | Date): string {
      const bare = isBare(moment);
      return formatter(bare ? 'weekday' : 'zonedWeekday', {
        weekday: 'long',
        ...(bare ? asGiven : inZone),
      }).format(new Date(moment));
    },
    /** The calendar day of a moment in the time zone, as YYYY-MM-DD, to compare with today. */
    dayKey,
    /** "10:50" for an instant of today, otherwise "5 Sep 2022, 10:50". */
    timeOrMoment(instant: string | Date, now: Date): string {
      return dayKey(instant) === dayKey(now) ? time(instant) : `${date(instant)}, ${time(instant)}`;
    },
    /** The time zone by its offset at a moment: "UTC+4:30". */
    zone(moment: string | Date): string {
      return zoneName(timeZone, moment);
    },
    country: (code: string) => places.countries[code] ?? code,
    /** For narrow places such as cards and chips: "США". */
    shortCountry: (code: string) => places.shortCountries[code] ?? places.countries[code] ?? code,
    /** The city's name in this language, or as written. Without a country, the first country that has the city. */
    city(written: string, country: string | null): string {
      const named = country === null ? Object.values(places.cities).flat() : (places.cities[country] ?? []);
      return named.find(([name]) => name === written)?.[1] ?? isolated(written);
    },
    list: (items: readonly string[]) => lists.format(items),
    number: (value: number) => numbers.format(value),
    /** "6", or "5–20" for a range. */
    count: ({ min, max }: { min: number; max: number }) =>
      min === max ? numbers.format(min) : `${numbers.format(min)}–${numbers.format(max)}`,
  };
}

/**
 * "UTC", "UTC+3", "UTC+4:30": the offset of a time zone at a moment. Computed here, since runtimes format it
 * differently.
 */
export function zoneName(timeZone: string, moment: string | Date): string {
  const minutes = offsetOf(new Date(moment).getTime(), timeZone) / minute;
  if (minutes === 0) return 'UTC';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

function isBare(moment: string | Date): boolean {
  return typeof moment === 'string' && isDate(moment);
}

function partsOf(
  formatter: Intl.DateTimeFormat,
  moment: string | Date,
): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  return Object.fromEntries(
    formatter.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]),
  );
}

function ordered(
  formatter: Intl.DateTimeFormat,
  moment: string | Date,
  order: ('day' | 'month' | 'year')[],
): string {
  const parts = partsOf(formatter, moment);
  return order.map((part) => parts[part]).join(' ');
}
