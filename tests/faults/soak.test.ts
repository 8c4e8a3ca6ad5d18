import { expect, test } from '@playwright/test';
import { soak } from './soak/soak';

const seed = 20_261_126;

test('a server killed repeatedly under load stores and delivers everything exactly once', async () => {
  test.setTimeout(600_000);
  const { counts, failures } = await soak(
    { seed, kills: 6, viewers: 12, writers: 3, killsPerRound: 3, streamed: 24 },
    (line) => process.stdout.write(`Seed ${seed}: ${line}\n`),
  );
  expect(failures, `Seed ${seed}`).toEqual([]);
  // Otherwise the run would not have tested anything.
  for (const name of ['duplicated', 'reordered', 'delayed', 'cut', 'acknowledged writes'] as const) {
    expect(counts[name], `${name}, seed ${seed}`).toBeGreaterThan(0);
  }
});
