import { expect, test } from '@playwright/test';
import { pagesOf } from '@/app/wall/fit';
import type { Threatened } from '@/db/model/board';

const entry = (key: number, underAttack: boolean): Threatened => ({
  key: String(key),
  country: 'RU',
  host: 'AF',
  type: 'embassy',
  city: 'Kabul',
  mission: null,
  visit: null,
  allMissions: false,
  leading: '00000000-0000-4000-8000-000000000000',
  underAttack,
  severity: 'severe',
  urgency: 'unknown',
  since: '2026-11-30',
  overdue: false,
  expired: false,
  disputed: false,
  toBeConfirmed: null,
  handling: 'actual',
  threats: [],
  incidents: [],
  grade: null,
  independentSources: 0,
});
const listOf = (attacks: number, others: number) =>
  Array.from({ length: attacks + others }, (_, key) => entry(key, key < attacks));

test('the pages of the wall show every mission once, and missions under attack always', () => {
  for (const [attacks, others] of [
    [0, 0],
    [0, 10],
    [2, 30],
    [5, 3],
    [40, 7],
  ] as const) {
    const { pinned, isPinnedShort, pages } = pagesOf(listOf(attacks, others), 10);
    expect([...pinned, ...pages.flat()].map(({ key }) => Number(key))).toEqual(
      Array.from({ length: attacks + others }, (_, key) => key),
    );
    expect(pinned.length).toBe(Math.min(attacks, 11));
    expect(pinned.every(({ underAttack }) => underAttack)).toBe(true);
    const rows = pinned.length * (isPinnedShort ? 0.6 : 1.6);
    for (const page of pages) expect(rows + page.length).toBeLessThanOrEqual(10);
  }
});
