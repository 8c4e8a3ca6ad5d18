import { rm } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { localPrincipal as local } from '@/db/model/access/principal';
import { timelineQuery } from '@/db/model/timeline';
import { trendRows, trendsQuery } from '@/db/model/trends';
import { dayMillis, limitInUtc } from '@/db/model/values/moment';
import type { Store } from '@/db/store';
import { copyDataset } from '../data/copy-dataset';
import { openDataset } from '../data/open-dataset';
import { spreadOf, timed } from '../measure';
import type { Figure } from '../report';
import { titleOf } from './boards';
import { untilBuilt } from './map';

const rounds = 20;

/** P10: timeline and trends from the event index, at each size. */
export async function* measureOverTime(sizes: readonly number[]): AsyncGenerator<Figure> {
  for (const size of sizes) {
    const folder = await copyDataset(size);
    const store = await openDataset(folder);
    try {
      await untilBuilt(store);
      yield* measureStore(size, store);
    } finally {
      await store.close();
      await rm(folder, { recursive: true });
    }
  }
}

async function* measureStore(size: number, store: Store): AsyncGenerator<Figure> {
  const now = Date.now();
  let asked = 0;
  // Each round is another question, because an unchanged answer is shared: another day, or another first millisecond.
  const questions: [string, (round: number) => Promise<unknown>][] = [
    ...(['auto', 'day'] as const).map((bucket): [string, (round: number) => Promise<unknown>] => [
      `timeline, ${bucket === 'auto' ? 'all events' : 'three years by day in Kabul'}`,
      (round) => {
        const from = limitInUtc(now - 3 * 366 * dayMillis + round);
        const period =
          bucket === 'day' ? { from, tz: 'Asia/Kabul' } : { from: limitInUtc(Date.UTC(1990, 0) + round) };
        return store.timeline(local, { ...timelineQuery.parse({ bucket }), ...period });
      },
    ]),
    ...trendRows.map((rows): [string, (round: number) => Promise<unknown>] => [
      `trends by ${rows} and month`,
      (round) => store.trends(local, trendsQuery.parse({ rows }), now - round * dayMillis),
    ]),
  ];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  for (const [name, ask] of questions) {
    const samples: number[] = [];
    delay.reset();
    delay.enable();
    for (let round = -2; round < rounds; round += 1) {
      asked += 1;
      const sample = await timed(() => ask(asked))(round);
      if (round >= 0) samples.push(sample);
    }
    delay.disable();
    const ours = spreadOf(samples);
    yield {
      part: 'P10',
      what: titleOf(size, name),
      unit: 'ms',
      ours,
      goal: '≤ 100 ms',
      holds: ours.p50 <= 100,
    };
    yield {
      part: 'P10',
      what: titleOf(size, '  event loop held meanwhile, at most'),
      unit: 'ms',
      ours: delay.max / 1e6 - 1,
    };
  }
  const unchanged: number[] = [];
  const query = trendsQuery.parse({});
  for (let round = -2; round < 300; round += 1) {
    const sample = await timed(() => store.trends(local, query, now))(round);
    if (round >= 0) unchanged.push(sample);
  }
  const ours = spreadOf(unchanged);
  yield {
    part: 'P10',
    what: titleOf(size, 'unchanged trends'),
    unit: 'ms',
    ours,
    goal: '≤ 5 ms',
    holds: ours.p50 <= 5,
  };
}
