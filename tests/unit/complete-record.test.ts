import { expect, test } from '@playwright/test';
import { isActivity } from '@/db/model/event/complete-record';
import { eventWith } from './live/story';

test('a record rises on the board when what endangers or harms has changed, and not by the order of its fields', () => {
  const before = eventWith({}, { severity: 'minor' });
  const turned = { ...before, targets: before.targets.map(reversed) };
  expect(JSON.stringify(turned)).not.toBe(JSON.stringify(before));
  expect(isActivity(before, turned)).toBe(false);
  expect(isActivity(before, { ...before, title: 'Another title' })).toBe(false);
  expect(isActivity(before, { ...before, severity: 'severe' })).toBe(true);
  expect(isActivity(before, { ...before, targets: [...before.targets, ...before.targets] })).toBe(true);
});

/** The same in the opposite order of its fields. */
function reversed<T extends object>(one: T): T {
  const copy = { ...one };
  for (const [key, value] of Object.entries(one).reverse()) {
    Reflect.deleteProperty(copy, key);
    Reflect.set(copy, key, value);
  }
  return copy;
}
