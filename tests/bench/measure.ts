import { performance } from 'node:perf_hooks';

export type Spread = { n: number; p50: number; p95: number; p99: number; max: number };

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}

/** Milliseconds of a clock that all processes of this machine share. */
export function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Takes one sample in milliseconds; `round` is negative while warming up. */
type Sample = (round: number) => Promise<number>;

/** Takes samples of two things in turn, so that other load affects both equally. The first tenth is discarded. */
export async function compare(
  rounds: number,
  ours: Sample,
  reference: Sample,
): Promise<{ ours: Spread; reference: Spread }> {
  const samples: Record<'ours' | 'reference', number[]> = { ours: [], reference: [] };
  for (let round = -Math.ceil(rounds / 10); round < rounds; round += 1) {
    const [one, other] = [await ours(round), await reference(round)];
    if (round < 0) continue;
    samples.ours.push(one);
    samples.reference.push(other);
  }
  return { ours: spreadOf(samples.ours), reference: spreadOf(samples.reference) };
}

/** A sample of the duration of a task. */
export function timed(task: () => unknown): Sample {
  return async () => {
    const started = performance.now();
    const result = task();
    if (result instanceof Promise) await result;
    return performance.now() - started;
  };
}
