import { rm } from 'node:fs/promises';
import { localPrincipal, type Principal } from '@/db/model/access/principal';
import { openStore } from '@/db/sqlite/open';
import { settledCopy } from '../data/settled-copy';
import { spreadOf, timed } from '../measure';
import { type Figure, ratioOf } from '../report';

const rounds = 10;
const flood = 300;

const busy: Principal = { ...localPrincipal, id: 'busy', clearance: 'green' };
const other: Principal = { ...localPrincipal, id: 'other', clearance: 'green' };

/** One person's filtered board while another asks for 300 at once, beside the same board of one who is alone. */
export async function* measureQueue([size = 200_000]: readonly number[]): AsyncGenerator<Figure> {
  const folder = await settledCopy(size);
  const store = await openStore({
    root: process.cwd(),
    dataDir: folder,
    seed: 'register',
    threads: new URL('../', import.meta.url),
  });
  // No two filters are the same: what was answered before is kept.
  let asked = 0;
  const board = (who: Principal) => {
    asked += 1;
    const from = Date.UTC(2020, 0, 1) + asked;
    return store.board(who, { severity: ['severe'], from }, Date.now());
  };
  try {
    const [alone, beside]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await timed(() => board(other))(round));
      const many = Array.from({ length: flood }, () => board(busy).catch(() => null));
      beside.push(await timed(() => board(other))(round));
      await Promise.all(many);
    }
    const [ours, reference] = [spreadOf(beside), spreadOf(alone)];
    const ratio = ratioOf(ours, reference);
    yield {
      part: 'P1',
      what: `a filtered board beside ${flood} of another person`,
      unit: 'ms',
      ours,
      reference: { name: 'alone', value: reference },
      ratio,
      goal: '≤ 3×',
      holds: ratio <= 3,
    };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
