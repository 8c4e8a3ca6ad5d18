import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { formatTypedTime, parseTime, type TimeContext } from '@/app/events/_form/typed/parse-time';
import { dayMillis, iso } from '@/db/model/values/moment';
import { assertProperty } from '../../support/assert-property';

/** 23 Nov 2026, 14:02 in Kabul (UTC+4:30). */
const now = Date.parse('2026-11-23T09:32:00Z');
const kabul = { timeZone: 'Asia/Kabul', now };

function read(typed: string, context: TimeContext = kabul) {
  const reading = parseTime(typed, context);
  return reading.ok ? `${reading.moment.precision} ${reading.moment.at}` : reading.problem;
}

for (const [typed, expected] of [
  ['1050', 'minute 2026-11-23T06:20:00.000Z'],
  ['10:50', 'minute 2026-11-23T06:20:00.000Z'],
  ['9:05', 'minute 2026-11-23T04:35:00.000Z'],
  ['0015', 'minute 2026-11-22T19:45:00.000Z'],
  ['5 Sep 2022', 'day 2022-09-05'],
  ['5 September 2022', 'day 2022-09-05'],
  ['September 5, 2022', 'day 2022-09-05'],
  ['5. Eylül 2022', 'day 2022-09-05'],
  ['5 Ağu 2022', 'day 2022-08-05'],
  ['5 сентября 2022 г.', 'day 2022-09-05'],
  ['5 мая 2022', 'day 2022-05-05'],
  ['5.9.2022', 'day 2022-09-05'],
  ['05/09/2022', 'day 2022-09-05'],
  ['2022-09-05', 'day 2022-09-05'],
  ['2022-09', 'month 2022-09-01'],
  ['9.2022', 'month 2022-09-01'],
  ['Sep 2022', 'month 2022-09-01'],
  ['Eylül 2022', 'month 2022-09-01'],
  ['сентябрь 2022', 'month 2022-09-01'],
  ['2022', 'year 2022-01-01'],
  ['1050 5.9.2022', 'minute 2022-09-05T06:20:00.000Z'],
  ['5 Sep 2022 10:50', 'minute 2022-09-05T06:20:00.000Z'],
  ['5 Sep 2022, 1050', 'minute 2022-09-05T06:20:00.000Z'],
  ['10:50, 5 сентября 2022', 'minute 2022-09-05T06:20:00.000Z'],
  ['2022-09-05 10:50', 'minute 2022-09-05T06:20:00.000Z'],
  ['2022-09-05T10:50', 'minute 2022-09-05T06:20:00.000Z'],
  ['2022-09-05T10:50:00+04:30', 'minute 2022-09-05T06:20:00.000Z'],
  ['2022-09-05T06:20:00.000Z', 'minute 2022-09-05T06:20:00.000Z'],
  ['0620Z', 'minute 2026-11-23T06:20:00.000Z'],

  ['5 Sep 2022 06:20 UTC', 'minute 2022-09-05T06:20:00.000Z'],
  ['10.50', 'minute 2026-11-23T06:20:00.000Z'],
  ['10.50 5.9.2022', 'minute 2022-09-05T06:20:00.000Z'],
  ['05.09.22', 'day 2022-09-05'],
  ['5/9/22 10.50', 'minute 2022-09-05T06:20:00.000Z'],
  ['05.09 10.11', 'minute 2026-09-05T05:41:00.000Z'],
  ['5 Sep 22', 'day 2022-09-05'],
  ['01.02.46', 'day 2046-02-01'],
  ['01.02.47', 'day 1947-02-01'],
  ['10am', 'minute 2026-11-23T05:30:00.000Z'],
  ['10 AM', 'minute 2026-11-23T05:30:00.000Z'],
  ['10:50 p.m.', 'minute 2026-11-23T18:20:00.000Z'],
  ['12am', 'minute 2026-11-22T19:30:00.000Z'],
  ['12:30pm 5 Sep 2022', 'minute 2022-09-05T08:00:00.000Z'],
  ['today', 'day 2026-11-23'],
  ['bugün', 'day 2026-11-23'],
  ['сегодня', 'day 2026-11-23'],
  ['Yesterday', 'day 2026-11-22'],
  ['DÜN', 'day 2026-11-22'],
  ['вчера', 'day 2026-11-22'],
  ['tomorrow', 'day 2026-11-24'],
  ['yarın', 'day 2026-11-24'],
  ['завтра', 'day 2026-11-24'],
  ['yesterday 14:30', 'minute 2026-11-22T10:00:00.000Z'],
  ['14.30 yesterday', 'minute 2026-11-22T10:00:00.000Z'],
  ['yesterday at 2.30pm', 'minute 2026-11-22T10:00:00.000Z'],
  ['dün saat 14.30', 'minute 2026-11-22T10:00:00.000Z'],
  ['вчера в 14:30', 'minute 2026-11-22T10:00:00.000Z'],
  ['now', 'minute 2026-11-23T09:32:00.000Z'],
  ['-2h', 'minute 2026-11-23T07:32:00.000Z'],
  ['−30 min', 'minute 2026-11-23T09:02:00.000Z'],
  ['-30m', 'minute 2026-11-23T09:02:00.000Z'],
  ['2 hours ago', 'minute 2026-11-23T07:32:00.000Z'],
  ['2 saat önce', 'minute 2026-11-23T07:32:00.000Z'],
  ['-30dk', 'minute 2026-11-23T09:02:00.000Z'],
  ['2 часа назад', 'minute 2026-11-23T07:32:00.000Z'],
  ['-2ч', 'minute 2026-11-23T07:32:00.000Z'],
  ['+24h', 'minute 2026-11-24T09:32:00.000Z'],
  ['in 2 hours', 'minute 2026-11-23T11:32:00.000Z'],
  ['-2d', 'day 2026-11-21'],
  ['3 gün önce', 'day 2026-11-20'],
  ['3 дня назад', 'day 2026-11-20'],
] as const) {
  test(`"${typed}" in Kabul reads as ${expected}`, () => {
    expect(read(typed)).toBe(expected);
  });
}

test('a day without a year is the most recent such day', () => {
  expect(read('22.11')).toBe('day 2026-11-22');
  expect(read('23 Nov')).toBe('day 2026-11-23');
  expect(read('24 Nov')).toBe('day 2025-11-24');
  expect(read('1050 24.11')).toBe('minute 2025-11-24T06:20:00.000Z');
});

test('a day without a year is today or later in a field for a future time', () => {
  const ahead = { ...kabul, direction: 'future' } as const;
  expect(read('5 Dec', ahead)).toBe('day 2026-12-05');
  expect(read('22.11', ahead)).toBe('day 2027-11-22');
  expect(read('23 Nov', ahead)).toBe('day 2026-11-23');
  expect(read('5 Dec 18:00', ahead)).toBe('minute 2026-12-05T13:30:00.000Z');
  expect(read('5 Dec 2025', ahead)).toBe('day 2025-12-05');
});

test('a day without a year is the nearest one in a field for any time', () => {
  const either = { ...kabul, direction: 'nearest' } as const;
  expect(read('5 Dec', either)).toBe('day 2026-12-05');
  expect(read('22 Nov', either)).toBe('day 2026-11-22');
  expect(read('3 Jan', either)).toBe('day 2027-01-03');
});

test('four digits that could be a year are a year, flagged as a possible time', () => {
  const reading = parseTime('2022', kabul);
  expect(reading.ok && reading.moment).toMatchObject({ at: '2022-01-01', couldBeTime: true });
  const later = parseTime('1999', kabul);
  expect(later.ok && later.moment).toMatchObject({ at: '1999-01-01', couldBeTime: false });
  expect(read('20:22')).toBe('minute 2026-11-23T15:52:00.000Z');
  expect(read('1859')).toBe('minute 2026-11-23T14:29:00.000Z');
});

test('invalid days and times are refused, not guessed', () => {
  expect(read('31.2.2022')).toBe('no-such-day');
  expect(read('2023-02-29')).toBe('no-such-day');
  expect(read('13.13.2022')).toBe('no-such-day');
  for (const typed of [
    '',
    'soon',
    '25:00',
    '1075',
    '5 Foo 2022',
    'Ma 2022',
    '5.9.2',
    '10 50',
    '13pm',
    '0am',
    '-2x',
    '-h',
    'yesterday yesterday',
    '5 Sep 2022 10',
  ]) {
    expect(read(typed), typed).toBe('unreadable');
  }
});

test('a numeric day that could be a time of day is flagged', () => {
  const reading = parseTime('10.11', kabul);
  expect(reading.ok && reading.moment).toMatchObject({ at: '2026-11-10', couldBeTime: true });
  expect(parseTime('22.11.26', kabul)).toMatchObject({ moment: { couldBeTime: false } });
});

test('relative times are the same in every zone, and am and pm match the 24-hour clock', async () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');
  await assertProperty(
    fc.property(
      zones,
      fc.integer({ min: 0, max: 9999 }),
      fc.constantFrom('h', 'ч', ' saat'),
      (zone, count, unit) => {
        const at = iso(now - count * 3_600_000);
        expect(read(`-${count}${unit}`, { timeZone: zone, now })).toBe(`minute ${at}`);
      },
    ),
  );
  await assertProperty(
    fc.property(
      zones,
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      (zone, hour, minute) => {
        const two = String(minute).padStart(2, '0');
        const context = { timeZone: zone, now };
        const twelveHour = `${hour % 12 === 0 ? 12 : hour % 12}:${two} ${hour < 12 ? 'am' : 'pm'}`;
        expect(read(twelveHour, context)).toBe(read(`${hour}:${two}`, context));
        expect(read(`yesterday ${hour}.${two}`, context)).toBe(read(`вчера в ${hour}:${two}`, context));
      },
    ),
  );
});

test('a two-digit year lies between 79 years ago and 20 years ahead', async () => {
  await assertProperty(
    fc.property(fc.integer({ min: 1100, max: 9900 }), fc.integer({ min: 0, max: 99 }), (year, digits) => {
      const two = String(digits).padStart(2, '0');
      const at = Date.UTC(year, 5, 15);
      const reading = parseTime(`05.09.${two}`, { timeZone: 'UTC', now: at });
      const found = reading.ok ? Number(reading.moment.at.slice(0, 4)) : 0;
      expect(found % 100).toBe(digits);
      expect(found).toBeGreaterThan(year - 80);
      expect(found).toBeLessThanOrEqual(year + 20);
    }),
  );
});

test('today is the day at the place, not in the reader’s zone', () => {
  const late = { timeZone: 'Pacific/Auckland', now };
  expect(read('0100', late)).toBe('minute 2026-11-22T12:00:00.000Z');
  expect(read('0100', { timeZone: 'America/New_York', now })).toBe('minute 2026-11-23T06:00:00.000Z');
});

test('an hour that the clocks skip is refused; an hour that occurs twice is the first one', () => {
  const berlin = { timeZone: 'Europe/Berlin', now };
  expect(read('29 Mar 2026 02:30', berlin)).toBe('no-such-time');
  expect(read('25 Oct 2026 02:30', berlin)).toBe('minute 2026-10-25T00:30:00.000Z');
  expect(read('29 Mar 2026 03:00', berlin)).toBe('minute 2026-03-29T01:00:00.000Z');
});

test('a moment written as text reads back as the same moment, in every year and zone', async () => {
  const days = fc
    .integer({ min: Date.parse('1000-01-01') / dayMillis, max: Date.parse('9999-12-31') / dayMillis })
    .map((day) => iso(day * dayMillis).slice(0, 10));
  const vague = fc.oneof(
    fc.record({ at: days, precision: fc.constant('day' as const) }),
    fc.record({ at: days.map((day) => `${day.slice(0, 7)}-01`), precision: fc.constant('month' as const) }),
    fc.record({ at: days.map((day) => `${day.slice(0, 4)}-01-01`), precision: fc.constant('year' as const) }),
  );
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');
  const direction = fc.constantFrom('past' as const, 'future' as const, 'nearest' as const);
  await assertProperty(
    fc.property(vague, zones, direction, ({ at, precision }, timeZone, side) => {
      const typed = formatTypedTime(at, precision, timeZone);
      expect(read(typed, { timeZone, now, direction: side })).toBe(`${precision} ${at}`);
    }),
    { numRuns: 1000 },
  );
  const minutes = fc
    .integer({ min: Date.parse('1000-01-02') / 60_000, max: Date.parse('9999-12-31T23:59Z') / 60_000 })
    .map((minute) => iso(minute * 60_000));
  await assertProperty(
    fc.property(minutes, zones, (at, timeZone) => {
      const typed = formatTypedTime(at, 'minute', timeZone);
      const again = parseTime(typed, { timeZone, now });
      expect(again.ok, typed).toBe(true);
      const back = again.ok ? again.moment.at : '';
      // An hour that occurs twice is typed the same both times, and reads as the first.
      if (back !== at) expect([formatTypedTime(back, 'minute', timeZone), back < at]).toEqual([typed, true]);
    }),
    { numRuns: 1000 },
  );
});

test('a year that could be a time of day is written so that it is not one', () => {
  expect(read('1829')).toBe('minute 2026-11-23T13:59:00.000Z');
  expect(read('1829-XX')).toBe('year 1829-01-01');
  expect(read('9.1829')).toBe('month 1829-09-01');
  expect(read('Sep 1829')).toBe('month 1829-09-01');
  expect(read('5.9.1829')).toBe('day 1829-09-05');
  expect(read('5 Sep 1829')).toBe('minute 2026-09-05T13:59:00.000Z');
  expect(read('5 Sep 1829 10:50', { timeZone: 'UTC', now })).toBe('minute 1829-09-05T10:50:00.000Z');
  expect(read('5 Sep 2126')).toBe('minute 2026-09-05T16:56:00.000Z');
  expect(read('2126-09-05')).toBe('day 2126-09-05');
  expect(read('0999-09-05')).toBe('unreadable');
});
