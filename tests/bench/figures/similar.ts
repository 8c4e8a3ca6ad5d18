import { rm } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { localPrincipal as local } from '@/db/model/access/principal';
import type { Event } from '@/db/model/event/event';
import { filter as filterSchema } from '@/db/model/filter';
import { type SimilarDraft, similarDraft } from '@/db/model/similar';
import type { Store } from '@/db/store';
import { copyDataset } from '../data/copy-dataset';
import { openDataset } from '../data/open-dataset';
import { spreadOf, timed } from '../measure';
import type { Figure } from '../report';
import { titleOf } from './boards';
import { untilBuilt } from './map';

const rounds = 60;
const warmups = 5;

/** What an analyst has typed of an event that was logged before. Words are left out, as another report has others. */
const drafts: readonly [what: string, draftOf: (event: Event) => SimilarDraft][] = [
  ['a title', ({ kind, title }) => similarDraft.parse({ kind, title: withoutLastWord(title) })],
  ['a web address', ({ sources }) => similarDraft.parse({ sources: [{ url: sources[0]?.url }] })],
  [
    'target, place and date',
    ({ kind, at, location: { country, city }, targets }) =>
      similarDraft.parse({ kind, at, location: { country, city }, targets: targets.map(withoutMission) }),
  ],
  [
    'a whole report',
    ({ kind, title, summary, at, location: { country, city }, targets, sources }) =>
      similarDraft.parse({
        kind,
        title: withoutLastWord(title),
        summary: withoutLastWord(summary),
        at,
        location: { country, city },
        targets: targets.map(withoutMission),
        sources: sources.map(({ url, origin }) => ({ url, origin })),
      }),
  ],
];

/** P11: the events that are similar to what is typed, at each size; the store alone, off the event loop. */
export async function* measureSimilar(sizes: readonly number[]): AsyncGenerator<Figure> {
  for (const size of sizes) {
    const folder = await copyDataset(size);
    const store = await openDataset(folder);
    try {
      await untilBuilt(store);
      const events = await eventsOfAllYears(store);
      for (const [what, draftOf] of drafts) yield* measureDraft(size, store, events, what, draftOf);
    } finally {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function* measureDraft(
  size: number,
  store: Store,
  events: readonly Event[],
  what: string,
  draftOf: (event: Event) => SimilarDraft,
): AsyncGenerator<Figure> {
  const samples: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let found = 0;
  for (let round = -warmups; round < rounds; round += 1) {
    const event = events[(round + warmups) % events.length];
    if (!event) throw new Error('The dataset has no events');
    const query = { draft: draftOf(event), exceptId: null, limit: 10 };
    if (round === 0) delay.enable();
    const took = await timed(async () => {
      const similar = await store.listSimilar(local, query);
      if (round >= 0 && similar.some((one) => one.event.id === event.id)) found += 1;
    })(round);
    if (round >= 0) samples.push(took);
  }
  delay.disable();
  const ours = spreadOf(samples);
  yield {
    part: 'P11',
    what: titleOf(size, `similar to ${what}`),
    unit: 'ms',
    ours,
    goal: '≤ 50 ms',
    holds: ours.p50 <= 50,
  };
  yield {
    part: 'P11',
    what: titleOf(size, '  event loop held meanwhile, at most'),
    unit: 'ms',
    ours: delay.max / 1e6 - 1,
  };
  yield {
    part: 'P11',
    what: titleOf(size, '  share of drafts of which the event itself was found'),
    unit: '%',
    ours: (100 * found) / rounds,
  };
}

/** Five events of each of the last twelve years, and the newest. */
async function eventsOfAllYears(store: Store): Promise<Event[]> {
  const year = new Date().getUTCFullYear();
  const ends = Array.from({ length: 13 }, (_, index) => `${year + 1 - index}-01-01`);
  const pages = await Promise.all(
    ends.map((to) =>
      store.listEvents(local, { filter: filterSchema.parse({ to }), sort: 'at', limit: 5, after: null }),
    ),
  );
  return pages.flatMap(({ itemsJson }) => {
    const items: Event[] = JSON.parse(Buffer.from(itemsJson).toString());
    return items;
  });
}

function withoutLastWord(text: string): string {
  return text.replace(/\s+\S+$/, '');
}

function withoutMission({ mission: _, ...target }: Event['targets'][number]) {
  return target;
}
