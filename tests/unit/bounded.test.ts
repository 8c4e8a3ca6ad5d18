import { expect, test } from '@playwright/test';
import { canonicalZone } from '@/db/model/places/time-zones';
import { memoizeLru } from '@/db/model/values/memoize-lru';

test('values are kept for the most recently used keys only', () => {
  const made: string[] = [];
  const of = memoizeLru(2, (key) => {
    made.push(key);
    return { key };
  });
  const first = of('a');
  of('b');
  expect(of('a')).toBe(first);
  of('c');
  expect(of('a')).toBe(first);
  of('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('every spelling of a time zone has one canonical name, and anything else is refused', () => {
  const spellings = ['Europe/Istanbul', 'europe/istanbul', 'EUROPE/ISTANBUL', 'eUROPE/iSTANBUL'];
  expect(new Set(spellings.map(canonicalZone))).toEqual(new Set(['Europe/Istanbul']));
  expect(canonicalZone('utc')).toBe('UTC');
  for (const none of ['+03:00', '+0300', '+03', 'Nowhere/City', '', 'Europe/Istanbul ', 'a'.repeat(80)])
    expect(canonicalZone(none), none).toBeNull();
});
