import { expect, test } from '@playwright/test';
import { dayAfter, dayOfLimit, startOfDay } from '@/app/_i18n/period-days';
import { endLimit, startLimit } from '@/db/model/values/moment';

test('a day starts at midnight in the reader’s zone, and reads back as that day', () => {
  expect(startOfDay('2024-03-21', 'Asia/Kabul')).toBe('2024-03-21T00:00:00+04:30');
  expect(startOfDay('2024-03-21', 'America/New_York')).toBe('2024-03-21T00:00:00-04:00');
  expect(startOfDay('2024-03-21', 'UTC')).toBe('2024-03-21T00:00:00Z');
  // The clocks of Beirut skip midnight on this day.
  expect(startOfDay('2024-03-31', 'Asia/Beirut')).toBe('2024-03-31T00:00:00+02:00');
  for (const timeZone of ['Asia/Kabul', 'America/New_York', 'UTC', 'Asia/Beirut', 'Pacific/Kiritimati']) {
    for (const day of ['2024-03-21', '2024-03-30', '2024-03-31', '2024-12-31', '1950-01-01']) {
      expect(dayOfLimit('from', startOfDay(day, timeZone), timeZone)).toBe(day);
      expect(dayOfLimit('to', startOfDay(dayAfter(day), timeZone), timeZone)).toBe(day);
    }
  }
});

test('a limit in the middle of a reader’s day is none of their days', () => {
  expect(dayOfLimit('from', '2024-03-21', 'Asia/Kabul')).toBeNull();
  expect(dayOfLimit('from', '2024-03-21', 'UTC')).toBe('2024-03-21');
  expect(dayOfLimit('to', '2024-03-21', 'UTC')).toBe('2024-03-21');
});

test('the limits of a reader’s day include the date and what happened on that day in their zone', () => {
  for (const timeZone of ['America/Los_Angeles', 'Asia/Tokyo', 'Asia/Beirut', 'Pacific/Kiritimati']) {
    for (const day of ['2024-03-10', '2024-03-31', '2024-11-03']) {
      expect(startLimit(startOfDay(day, timeZone)).date, `${day} in ${timeZone}`).toBe(Date.parse(day));
    }
  }
  expect(startLimit('2024-03-10T00:00:00-08:00').at).toBe(Date.parse('2024-03-10T08:00:00Z'));
  const midnight = Date.parse('2024-03-11');
  expect(endLimit('2024-03-10')).toEqual({ at: midnight, date: midnight });
  expect(endLimit('2024-03-11T00:00:00Z')).toEqual({ at: midnight, date: midnight });
});
