import { expect, test } from '@playwright/test';
import { blankForm, blankSource } from '@/app/events/_form/state/form-state';
import { formatTypedTime, parseTime } from '@/app/events/_form/typed/parse-time';
import { withExplicitDate, withExplicitDates, withTimeZone } from '@/app/events/_form/typed/typed-moments';

const now = Date.parse('2026-11-26T20:30:00Z');
const kabul = { timeZone: 'Asia/Kabul', now };

test('a time that depends on today is written out in full, and any other stays as typed', () => {
  // In Kabul it is the 27th already.
  expect(withExplicitDate('0050', kabul)).toBe('2026-11-27 00:50');
  expect(withExplicitDate('5 Dec', kabul)).toBe('2025-12-05');
  expect(withExplicitDate('5 Dec', { ...kabul, direction: 'future' })).toBe('2026-12-05');
  expect(withExplicitDate('5 Dec 10:50', kabul)).toBe('2025-12-05 10:50');
  // A zone that was typed stays, whatever the place will be.
  expect(withExplicitDate('10:50 UTC', kabul)).toBe('2026-11-26 10:50 UTC');
  for (const whole of [
    '',
    'noon',
    '2022',
    'Sep 2022',
    '5 Sep 2022',
    '2022-09-05 10:50',
    '5.9.2022 10:50 UTC',
  ]) {
    expect(withExplicitDate(whole, kabul)).toBe(whole);
  }
});

test('a relative time is written out when the field loses focus, even without a place', () => {
  expect(withExplicitDate('-2h', kabul)).toBe('2026-11-26 23:00');
  expect(withExplicitDate('2 saat önce', { ...kabul, isPlaceOpen: true })).toBe('2026-11-26 18:30 UTC');
  expect(withExplicitDate('yesterday 14:30', kabul)).toBe('2026-11-26 14:30');
  expect(withExplicitDate('dün', kabul)).toBe('2026-11-26');
  // Only the place decides which day yesterday is.
  expect(withExplicitDate('yesterday', { ...kabul, isPlaceOpen: true })).toBe('yesterday');
});

test('a draft opened the next day has the day it was typed in all its times', () => {
  const blank = blankForm('threat', 's');
  const form = withExplicitDates(
    {
      ...blank,
      at: '0050',
      location: { ...blank.location, country: 'AF' },
      sources: [{ ...blankSource(), key: 's', publishedOn: '25 Nov' }],
      threat: blank.threat && {
        ...blank.threat,
        validFrom: '0100',
        validUntil: '5 Dec',
        reviewBy: '28 Nov 0100',
      },
    },
    { timeZone: 'Europe/Istanbul', now },
  );
  expect(form).toMatchObject({
    at: '2026-11-27 00:50',
    sources: [{ publishedOn: '2026-11-25' }],
    threat: { validFrom: '2026-11-27 01:00', validUntil: '2026-12-05', reviewBy: '2026-11-28 01:00' },
  });
});

test('an hour that occurs twice keeps its instant', () => {
  // The second 01:30 of London: at 02:00 summer time the clocks went back an hour.
  const at = '2026-10-25T01:30:00.000Z';
  const form = { ...blankForm('incident', 's'), at: formatTypedTime(at, 'minute', 'Asia/Kabul') };
  const there = withTimeZone(form, { from: 'Asia/Kabul', to: 'Europe/London', now });
  expect(parseTime(there.at, { timeZone: 'Europe/London', now })).toMatchObject({ moment: { at } });
});
