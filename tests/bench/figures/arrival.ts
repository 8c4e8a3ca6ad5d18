import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { programOf, startChancery, startChild } from '../child';
import { copyDataset } from '../data/copy-dataset';
import { compare } from '../measure';
import { createPoster, type Poster } from '../poster';
import { type Figure, ratioOf } from '../report';
import { type Crowd, connectViewers } from './crowd';

const viewers = 200;
const rounds = 200;
/** The hub pauses twice as long as a frame took to send: arrivals here come one by one, as people log them. */
const pauseMillis = 60;

/** P4: from a request to the last of 200 viewers, compared with a bare server without accounts or checks. */
export async function* measureArrival([size = 200_000]: readonly number[]): AsyncGenerator<Figure> {
  const folder = await copyDataset(size);
  const chancery = await startChancery(folder);
  const bare = await startChild(programOf('bare/live'), [folder]);
  const crowds: Crowd[] = [];
  try {
    for (const { url } of [chancery, bare]) crowds.push(await connectViewers(url, viewers));
    const [ours, theirs] = crowds;
    if (!ours || !theirs) return;
    const result = await compare(
      rounds,
      timeToLastViewer(createPoster(chancery.url, '/api/events'), ours, viewers),
      timeToLastViewer(createPoster(bare.url, '/'), theirs, viewers),
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

/** A sample: posts one event and returns the time until the last viewer of the crowd received it (ms). */
export function timeToLastViewer(poster: Poster, crowd: Crowd, count: number): () => Promise<number> {
  return async () => {
    marks += 1;
    const mark = marks;
    await crowd.seen();
    const { sent } = await poster.post(mark);
    for (let waited = 0; waited < 400; waited += 1) {
      await pause(pauseMillis);
      const one = (await crowd.seen()).get(mark);
      if (one) seenBy.set(mark, { count: one.count + (seenBy.get(mark)?.count ?? 0), last: one.last });
      const all = seenBy.get(mark);
      if (all && all.count >= count) {
        seenBy.delete(mark);
        return all.last - sent;
      }
    }
    throw new Error(`Not all of ${count} viewers saw an event within ${(pauseMillis * 400) / 1_000} s`);
  };
}

const seenBy = new Map<number, { count: number; last: number }>();
