import { expect, test } from '@playwright/test';
import { dayAfter, dayOfLimit, startOfDay } from '@/app/_i18n/period-days';

test('a day starts at midnight in the reader’s zone, and reads back as that day', () => {
  expect(startOfDay('2024-03-21', 'Asia/Kabul')).toBe('2024-03-21T00:00:00+04:30');
  expect(startOfDay('2024-03-21', 'America/New_York')).toBe('2024-03-21T00:00:00-04:00');
  expect(startOfDay('2024-03-21', 'UTC')).toBe('2024-03-21T00:00:00Z');
  // The clocks of Beirut skip midnight on this day.
  expect(startOfDay('2024-03-31', 'Asia/Beirut')).toBe('2024-03-31T01:00:00+03:00');
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
