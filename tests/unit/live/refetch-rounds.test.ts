import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { createRefetchRounds } from '@/server/live/refetch-rounds';

const amber = { audiences: ['amber'], people: [] };

test('no viewer is sent refetch twice within 5 s, neither in the common stream nor on joining it', () => {
  const step = fc.record({ pass: fc.integer({ min: 1, max: 4_000 }), isOwed: fc.boolean() });
  void fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let now = 0;
      let last = Number.NEGATIVE_INFINITY;
      let since = 0;
      const rounds = createRefetchRounds<string, { id: string }>(() => now);
      const send = () => {
        expect(now - last).toBeGreaterThanOrEqual(5_000);
        last = now;
        since = rounds.current();
      };
      for (const { pass, isOwed } of steps) {
        now += pass;
        if (isOwed) rounds.owe(7, amber);
        if (rounds.start()?.audiences.has('amber')) send();
        // A viewer that was sent one waits for the next round.
        else if (rounds.isOpenTo(since)) send();
      }
    }),
  );
});

test('what is owed is sent in the next round, and cursors name where it begins until then', () => {
  let now = 0;
  const rounds = createRefetchRounds<string, { id: string }>(() => now);
  expect(rounds.coveredAt(3)).toBe(3);
  rounds.owe(3, { audiences: [], people: [] });
  expect(rounds.coveredAt(5)).toBe(5);
  rounds.owe(5, amber);
  rounds.owe(8, { audiences: ['clear'], people: [{ id: 'ana' }] });
  expect(rounds.coveredAt(9)).toBe(5);
  expect(rounds.start()).toBeNull();
  now += 6_000;
  const owed = rounds.start();
  expect([...(owed?.audiences ?? [])]).toEqual(['amber', 'clear']);
  expect([...(owed?.people.keys() ?? [])]).toEqual(['ana']);
  expect(rounds.coveredAt(9)).toBe(9);
  expect(rounds.start()).toBeNull();
});
