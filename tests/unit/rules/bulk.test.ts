import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { tlpRank, tlps } from '@/db/model/words';
import { bulkFrom, isBulkFor, maxPlainChanges } from '@/db/rules/bulk';

const anyCounts = fc
  .tuple(...tlps.map(() => fc.nat(40)))
  .map((counts) => counts.map((count, rank) => ({ tlp: tlps[rank] ?? 'red', count })));

test('an import is fetched again by everyone, and a single change by nobody', () => {
  const many = () => [{ tlp: 'clear', count: 1_000 }] as const;
  expect(bulkFrom('import', () => [])).toBe('clear');
  expect(bulkFrom(null, many)).toBeNull();
});

test('a reader fetches again once more than twenty changes are visible to them, whatever is hidden', () => {
  void fc.assert(
    fc.property(anyCounts, fc.constantFrom('bulk', 'undo'), (counts, kind) => {
      const least = bulkFrom(kind, () => counts);
      for (const clearance of tlps) {
        const seen = counts.filter(({ tlp }) => tlp !== 'red' && tlpRank(tlp) <= tlpRank(clearance));
        const isBulk = seen.reduce((sum, { count }) => sum + count, 0) > maxPlainChanges;
        if (isBulkFor(clearance, { bulkFrom: least }) !== isBulk) throw new Error(`${clearance}: ${least}`);
      }
    }),
  );
});
