import { expect, test } from '@playwright/test';
import { dateTimeGroup } from '@/app/_shell/_print/date-time-group';

test('a print names its time as a date-time group in UTC', () => {
  expect(dateTimeGroup(new Date('2026-11-30T15:18:59+03:00'))).toBe('301218Z NOV 26');
  expect(dateTimeGroup(new Date('2027-01-01T00:30:00+01:00'))).toBe('312330Z DEC 26');
});
