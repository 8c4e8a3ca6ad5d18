import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { localPrincipal as local } from '@/db/model/access/principal';
import { eventInput } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import type { EventKey, Sort, Store } from '@/db/store';
import { copyDataset } from '../data/copy-dataset';
import { commonWord } from '../data/generate';
import { openDataset } from '../data/open-dataset';
import { compare, spreadOf, timed } from '../measure';
import { arrival } from '../poster';
import { createRaw, type Raw } from '../raw';
import { type Figure, ratioOf } from '../report';
import { measureBoards, titleOf } from './boards';

const limit = 50;
const rounds = 300;
const slowRounds = 30;

/** P1: the store's queries compared with the same queries in prepared SQL, at each size, and their growth. */
export async function* measureStore(sizes: readonly number[]): AsyncGenerator<Figure> {
  const medians = new Map<string, number>();
  for (const size of sizes) {
    const folder = await copyDataset(size);
    const store = await openDataset(folder);
    const connection = new Database(join(folder, 'chancery.db'), { readonly: true });
    connection.pragma('cache_size = -65536');
    try {
      for await (const figure of measureSize(size, store, createRaw(connection))) {
        const name = figure.what.replace(/^[\d,]+: /, '');
        yield figure;
        if (typeof figure.ours === 'number') continue;
        const before = medians.get(name);
        const now = figure.ours.p50;
        if (before === undefined) medians.set(name, now);
        else yield growth(name, before, now);
      }
    } finally {
      await store.close();
      connection.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function growth(name: string, before: number, now: number): Figure {
  const ratio = now / before;
  return {
    part: 'P1',
    what: `growth: ${name}`,
    unit: 'ms',
    ours: now,
    reference: { name: 'smaller', value: before },
    ratio,
    goal: '≤ 1.15×',
    holds: ratio <= 1.15,
  };
}

async function* measureSize(size: number, store: Store, raw: Raw): AsyncGenerator<Figure> {
  const { common, rare } = raw.countries();
  const list =
    (filter: Filter, sort: Sort, after: EventKey | null = null) =>
    () =>
      store.listEvents(local, { filter, sort, limit, after });
  const deep = raw.keyAt(limit * 1_000 < size ? limit * 1_000 : size / 2);
  const title = (what: string) => titleOf(size, what);

  yield* pair(title('newest'), list({}, 'latest'), () => raw.newest(limit));
  yield* pair(title('country, common'), list({ targeted: [common] }, 'latest'), () =>
    raw.ofCountry(common, limit),
  );
  yield* pair(title('country, rare'), list({ targeted: [rare] }, 'latest'), () => raw.ofCountry(rare, limit));
  yield* pair(title('keyset, page 1,000'), list({}, 'at', deep), () => raw.after(deep, limit));
  yield* pair(title('band, unchanged since it was asked'), () => store.listActive(local), raw.active);
  yield* pair(
    title('board, unchanged since it was asked'),
    () => store.board(local, {}, Date.now()),
    raw.board,
  );
  for (const [what, tlp] of [
    ['a threat more', 'amber'],
    ['a threat more that is red', 'red'],
  ] as const) {
    const changed = await compare(
      slowRounds,
      async (round) => {
        const threat = { ...arrival(round), tlp, threat: { status: 'current' } };
        const key = `board ${tlp} ${round} ${Date.now()}`;
        await store.createEvent(local, eventInput.parse(threat), { key, digest: '' });
        return timed(() => store.board(local, {}, Date.now()))(round);
      },
      timed(raw.board),
    );
    const ratio = ratioOf(changed.ours, changed.reference);
    yield {
      part: 'P1',
      what: title(`board, after ${what}`),
      unit: 'ms',
      ours: changed.ours,
      reference: { name: 'SQL', value: changed.reference },
      ratio,
      goal: '≤ 1.3×',
      holds: ratio <= 1.3,
    };
  }
  const search = list({ q: commonWord }, 'latest');
  yield* pair(title('search, latest'), search, () => raw.search(commonWord, limit));
  yield* pair(title('search, latest, beside the order of the log'), search, () =>
    raw.searchByNumber(commonWord, limit),
  );

  const delay = monitorEventLoopDelay({ resolution: 1 });
  const walks: number[] = [];
  delay.enable();
  for (let round = 0; round < slowRounds; round += 1) {
    walks.push(await timed(list({ q: commonWord }, 'at'))(round));
  }
  delay.disable();
  const walk = spreadOf(walks);
  yield {
    part: 'P1',
    what: title('search by time, of 20,000 hits'),
    unit: 'ms',
    ours: walk,
    goal: '≤ 50 ms',
    holds: walk.p50 <= 50,
  };
  const blocked = delay.max / 1e6 - 1;
  yield {
    part: 'P1',
    what: title('  event loop held meanwhile, at most'),
    unit: 'ms',
    ours: blocked,
    goal: '≤ 20 ms',
    holds: blocked <= 20,
  };
  yield* measureBoards(size, store, raw);
}

async function* pair(what: string, ours: () => unknown, reference: () => unknown): AsyncGenerator<Figure> {
  const result = await compare(rounds, timed(ours), timed(reference));
  const ratio = ratioOf(result.ours, result.reference);
  yield {
    part: 'P1',
    what,
    unit: 'ms',
    ours: result.ours,
    reference: { name: 'SQL', value: result.reference },
    ratio,
    goal: '≤ 1.3×, p50 ≤ 0.3 ms',
    holds: ratio <= 1.3 && result.ours.p50 <= 0.3,
  };
}
