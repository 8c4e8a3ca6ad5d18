import { expect, test } from '@playwright/test';
import { leadTime } from '@/db/model/event/lead-time';
import { dayMillis } from '@/db/model/values/moment';

const minute = (at: string) => ({ at, atPrecision: 'minute' as const });
const day = (at: string) => ({ at, atPrecision: 'day' as const });

test('the lead time is exact between two moments, and in days where one is a date', () => {
  expect(leadTime(minute('2026-03-01T10:00:00Z'), minute('2026-03-01T12:30:00Z'))).toBe(2.5 * 3_600_000);
  expect(leadTime(day('2026-03-01'), minute('2026-03-04T23:00:00Z'))).toBe(3 * dayMillis);
  expect(leadTime(day('2026-03-01'), day('2026-03-01'))).toBe(0);
});

test('an attack before the threat, and a date known to the month, have no lead time', () => {
  expect(leadTime(day('2026-03-02'), day('2026-03-01'))).toBeNull();
  expect(leadTime({ at: '2026-03-01', atPrecision: 'month' }, day('2026-03-04'))).toBeNull();
});
