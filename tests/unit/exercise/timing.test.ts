import { expect, test } from '@playwright/test';
import { dueAt, minuteAt, recordedAt, resumed } from '@/server/exercise/timing';

const minute = 60_000;
const clock = { at: 1_000 * minute, began: 2_000 * minute, paused: 0 };

test('a minute of the siege is due by its speed, and what lies before its first minute is due at once', () => {
  const twice = { settings: { speed: 2, minute: 6 }, clock };
  expect(dueAt(twice, 8)).toBe(2_001 * minute);
  expect(dueAt(twice, 4)).toBe(2_000 * minute);
  expect(recordedAt(twice, 8)).toBe(1_001 * minute);
  expect(recordedAt(twice, 4)).toBe(999 * minute);
  expect(minuteAt(twice, 2_001 * minute)).toBe(8);
});

test('a siege that is held stays at its minute', () => {
  const held = { settings: { speed: 0, minute: 6 }, clock };
  expect(dueAt(held, 6)).toBe(2_000 * minute);
  expect(dueAt(held, 6.1)).toBe(Number.POSITIVE_INFINITY);
  expect(recordedAt(held, 4)).toBe(998 * minute);
  expect(minuteAt(held, 3_000 * minute)).toBe(6);
});

test('after a pause the siege goes on from its last step, and its records have the time of then', () => {
  const timed = { settings: { speed: 1, minute: 0 }, clock };
  // The step of minute 3 was written, and the program starts again an hour later.
  const later = { ...timed, clock: resumed(timed, 3, 2_063 * minute) };
  expect(minuteAt(later, 2_063 * minute)).toBe(3);
  expect(dueAt(later, 5)).toBe(2_065 * minute);
  expect(recordedAt(later, 5)).toBe(1_065 * minute);
  expect(resumed(timed, 3, 2_002 * minute)).toEqual(clock);
});
