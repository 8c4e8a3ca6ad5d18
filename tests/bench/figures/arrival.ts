import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { programOf, startChancery, startChild } from '../child';
import { settledCopy } from '../data/settled-copy';
import { compare } from '../measure';
import { createPoster, type Poster } from '../poster';
import { type Figure, ratioOf } from '../report';
import { type Crowd, gather } from './crowd';

const viewers = 200;
const rounds = 200;
/** The hub rests twice as long as a sending took: arrivals here come one by one, as people log them. */
const restMillis = 60;

/** P4: from an analyst's request to the last of 200 viewers, beside a bare server without accounts or checks. */
export async function* measureArrival([size = 200_000]: readonly number[]): AsyncGenerator<Figure> {
  const folder = await settledCopy(size);
  const chancery = await startChancery(folder);
  const bare = await startChild(programOf('bare/live'), [folder]);
  const crowds: Crowd[] = [];
  try {
    for (const { url } of [chancery, bare]) crowds.push(await gather(url, viewers));
    const [ours, theirs] = crowds;
    if (!ours || !theirs) return;
    const result = await compare(
      rounds,
      lastToSee(createPoster(chancery.url, '/api/events'), ours, viewers),
      lastToSee(createPoster(bare.url, '/'), theirs, viewers),
    );
    const ratio = ratioOf(result.ours, result.reference);
    yield {
      part: 'P4',
      what: `create → last of ${viewers} viewers`,
      unit: 'ms',
      ours: result.ours,
      reference: { name: 'bare socket.io + SQLite', value: result.reference },
      ratio,
      goal: '≤ 1.5×',
      holds: ratio <= 1.5,
    };
  } finally {
    for (const crowd of crowds) await crowd.close();
    await chancery.stop();
    await bare.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

let marks = 100_000;

/** A sample: posts one event, and answers how long it took until the last of the crowd had it (ms). */
export function lastToSee(poster: Poster, crowd: Crowd, count: number): () => Promise<number> {
  return async () => {
    marks += 1;
    const mark = marks;
    await crowd.seen();
    const { sent } = await poster.post(mark);
    for (let waited = 0; waited < 400; waited += 1) {
      await pause(restMillis);
      const one = (await crowd.seen()).get(mark);
      if (one) seenBy.set(mark, { count: one.count + (seenBy.get(mark)?.count ?? 0), last: one.last });
      const all = seenBy.get(mark);
      if (all && all.count >= count) {
        seenBy.delete(mark);
        return all.last - sent;
      }
    }
    throw new Error(`Not all of ${count} viewers saw an event within ${(restMillis * 400) / 1_000} s`);
  };
}

const seenBy = new Map<number, { count: number; last: number }>();
