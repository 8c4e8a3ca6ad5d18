import { expect, test } from '@playwright/test';
import { isActivity } from '@/db/model/event/complete-record';
import { eventWith } from './live/story';

test('an event moves up the board when its danger changes, not when its fields are reordered', () => {
  const before = eventWith({}, { severity: 'minor' });
  const reordered = { ...before, targets: before.targets.map(reversed) };
  expect(JSON.stringify(reordered)).not.toBe(JSON.stringify(before));
  expect(isActivity(before, reordered)).toBe(false);
  expect(isActivity(before, { ...before, title: 'Another title' })).toBe(false);
  expect(isActivity(before, { ...before, severity: 'severe' })).toBe(true);
  expect(isActivity(before, { ...before, targets: [...before.targets, ...before.targets] })).toBe(true);
});

/** A copy with its fields in the opposite order. */
function reversed<T extends object>(original: T): T {
  const copy = { ...original };
  for (const [key, value] of Object.entries(original).reverse()) {
    Reflect.deleteProperty(copy, key);
    Reflect.set(copy, key, value);
  }
  return copy;
}
