import { expect, test } from '@playwright/test';
import { createFormats, spanOf, zoneName } from '@/app/_i18n/format';
import { isTimeZone } from '@/db/model/places/time-zones';

const kabul = 'Asia/Kabul';
const bombing = '2022-09-05T06:20:00.000Z';

test('a moment is shown as precisely as it is known', () => {
  const { moment } = createFormats('en', kabul);
  expect(moment(bombing)).toBe('5 Sep 2022, 10:50');
  expect(moment('2023-02-09')).toBe('9 Feb 2023');
  expect(moment('2022-09-01', 'month')).toBe('September 2022');
  expect(moment('2022-01-01', 'year')).toBe('2022');
});

test('dates are written as is usual in each language', () => {
  const dates = (['en', 'tr', 'ru'] as const).map((locale) => {
    const { moment } = createFormats(locale, 'UTC');
    return [moment('2023-02-09'), moment('2022-09-01', 'month')];
  });
  expect(dates).toEqual([
    ['9 Feb 2023', 'September 2022'],
    ['9 Şub 2023', 'Eylül 2022'],
    ['9 февр. 2023', 'сентябрь 2022'],
  ]);
});

test('a month after the word "since" has the right grammatical case', () => {
  const months = (['en', 'tr', 'ru'] as const).map((locale) =>
    createFormats(locale, 'UTC').since('2022-09-01', 'month'),
  );
  expect(months).toEqual(['September 2022', 'Eylül 2022', 'сентября 2022']);
  const { since } = createFormats('ru', 'UTC');
  expect([since('2023-02-09'), since('2022-01-01', 'year')]).toEqual(['9 февр. 2023', '2022']);
});

test('an instant is shown in the chosen zone, a date without a time in none', () => {
  const late = '2022-12-31T22:30:00.000Z';
  expect(createFormats('en', kabul).date(late)).toBe('1 Jan 2023');
  expect(createFormats('en', 'America/New_York').date(late)).toBe('31 Dec 2022');
  expect(createFormats('en', 'America/New_York').date('2023-01-01')).toBe('1 Jan 2023');
  expect(createFormats('en', 'America/New_York').weekday('2023-02-01')).toBe('Wednesday');
  expect(createFormats('en', kabul).dayKey(late)).toBe('2023-01-01');
  expect(createFormats('en', kabul).dayKey('2022-12-31')).toBe('2022-12-31');
});

test('midnight is 00:00, not 24:00', () => {
  expect(createFormats('en', 'UTC').time('2023-01-01T00:00:00.000Z')).toBe('00:00');
});

test('a zone is named by its offset at that moment', () => {
  expect(zoneName('UTC', bombing)).toBe('UTC');
  expect(zoneName(kabul, bombing)).toBe('UTC+4:30');
  expect(zoneName('America/New_York', bombing)).toBe('UTC-4');
  expect(zoneName('America/New_York', '2023-01-01T12:00:00.000Z')).toBe('UTC-5');
});

test('a zone has the same name in every second of a minute', () => {
  for (const seconds of ['00', '29', '30', '31', '59']) {
    expect(zoneName('UTC', `2022-09-05T06:20:${seconds}.500Z`), seconds).toBe('UTC');
    expect(zoneName(kabul, `2022-09-05T06:20:${seconds}.500Z`), seconds).toBe('UTC+4:30');
  }
});

test('a count with different bounds is shown as a range', () => {
  const { count } = createFormats('en', 'UTC');
  expect(count({ min: 6, max: 6 })).toBe('6');
  expect(count({ min: 5, max: 20 })).toBe('5–20');
});

test('lists are joined as is usual in each language', () => {
  const joined = (['en', 'tr', 'ru'] as const).map((locale) =>
    createFormats(locale, 'UTC').list(['A', 'B', 'C']),
  );
  expect(joined).toEqual(['A, B and C', 'A, B ve C', 'A, B и C']);
});

test('a span is given in its largest full unit', () => {
  const minute = 60_000;
  const cases = [
    [59_000, 'now', 0],
    [minute, 'minutes', 1],
    [59 * minute, 'minutes', 59],
    [60 * minute, 'hours', 1],
    [47 * 60 * minute, 'days', 1],
    [59 * 24 * 60 * minute, 'days', 59],
    [60 * 24 * 60 * minute, 'months', 1],
    [800 * 24 * 60 * minute, 'years', 2],
    [-4 * minute, 'minutes', 4],
  ] as const;
  for (const [millis, unit, count] of cases) expect(spanOf(millis)).toEqual({ unit, count });
});

test('a time zone from a cookie is accepted only if it is valid', () => {
  expect(isTimeZone('Europe/Istanbul')).toBe(true);
  for (const bad of ['', 'Mars/Olympus', '../../etc', 'UTC\r\nX: y', '+03:00'])
    expect(isTimeZone(bad), bad).toBe(false);
});
