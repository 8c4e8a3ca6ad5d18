import { expect, test } from '@playwright/test';
import { readQuery } from '@/server/http/body/input';

test('a repeated query parameter is read as the list of its values', () => {
  const query = readQuery('a=1&b=%2B+&a=2&a=&__proto__=x&%zz');
  expect(Object.entries(query)).toEqual([
    ['a', ['1', '2', '']],
    ['b', '+ '],
    ['__proto__', 'x'],
    ['%zz', ''],
  ]);
});

test('a parameter repeated 40,000 times is read in one pass', () => {
  // A list that is copied for each of its values would take longer than a test may.
  const { a } = readQuery('a&'.repeat(40_000));
  expect(a).toHaveLength(40_000);
});
