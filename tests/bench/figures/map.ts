import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { localPrincipal as local } from '@/db/model/access/principal';
import { type Filter, filter as filterSchema } from '@/db/model/filter';
import type { Store } from '@/db/store';
import { copyDataset } from '../data/copy-dataset';
import { openDataset } from '../data/open-dataset';
import { spreadOf, timed } from '../measure';
import type { Figure } from '../report';
import { titleOf } from './boards';

const rounds = 30;

type Frame = [what: string, zoom: number, query: Record<string, string>];

const frames: readonly Frame[] = [
  ['the world at zoom 0', 0, {}],
  ['the world at zoom 16', 16, {}],
  ['Europe at zoom 4', 4, { bbox: '-20,34,45,62' }],
  ['Kabul at zoom 11', 11, { bbox: '68.9,34.3,69.5,34.7' }],
  ['across 180° at zoom 3', 3, { bbox: '100,-50,-120,60' }],
  ['threats to Russia', 2, { targeted: 'RU', kind: 'threat' }],
];

const nearQueries: readonly [what: string, query: Record<string, string>][] = [
  ['within 5 km of missions of Russia', { nearCountries: 'RU', radiusKm: '5' }],
  ['within 500 km of missions of Russia and China', { nearCountries: 'RU,CN', radiusKm: '500' }],
];

/** P9 and P11: maps and events near missions from the event index; the store alone, off the event loop. */
export async function* measureMap(sizes: readonly number[]): AsyncGenerator<Figure> {
  for (const size of sizes) {
    const folder = await copyDataset(size);
    const store = await openDataset(folder);
    try {
      await untilBuilt(store);
      // A map that was drawn is kept, so each round asks for its own frame: one that differs by a millionth of a degree.
      let moved = 0;
      for (const [what, zoom, query] of frames) {
        const given = filterSchema.parse(query);
        const [west, south, east, north] = given.bbox ?? [-180, -90, 180, 90];
        let json: Uint8Array = new Uint8Array();
        const draw = async () => {
          moved += 1e-6;
          const filter: Filter = { ...given, bbox: [west + moved, south, east, north] };
          ({ answer: json } = await store.map(local, { filter, zoom }, Date.now()));
        };
        const spent: number[] = [];
        for (let round = -3; round < rounds; round += 1) {
          const took = await timed(draw)(round);
          if (round >= 0) spent.push(took);
        }
        const ours = spreadOf(spent);
        yield {
          part: 'P9',
          what: titleOf(size, `map, ${what}`),
          unit: 'ms',
          ours,
          goal: '≤ 30 ms',
          holds: ours.p50 <= 30,
        };
        const kilobytes = compressedLength(json) / 1000;
        yield {
          part: 'P9',
          what: titleOf(size, '  compressed'),
          unit: 'KB',
          ours: kilobytes,
          goal: '≤ 200 KB',
          holds: kilobytes <= 200,
        };
      }
      for (const [what, query] of nearQueries) {
        const filter = filterSchema.parse(query);
        const spent: number[] = [];
        for (let round = -3; round < rounds; round += 1) {
          const took = await timed(() => store.near(local, { filter, limit: 50, after: null }))(round);
          if (round >= 0) spent.push(took);
        }
        const ours = spreadOf(spent);
        yield {
          part: 'P11',
          what: titleOf(size, `50 events ${what}`),
          unit: 'ms',
          ours,
          goal: '≤ 20 ms',
          holds: ours.p50 <= 20,
        };
      }
    } finally {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Waits until the event index is built. */
export async function untilBuilt(store: Store): Promise<void> {
  while (
    await store.ping().then(
      () => false,
      () => true,
    )
  )
    await setTimeout(100);
}

/** As the server compresses a map. */
function compressedLength(json: Uint8Array): number {
  return brotliCompressSync(json, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}
