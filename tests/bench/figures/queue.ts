import { rm } from 'node:fs/promises';
import { localPrincipal, type Principal } from '@/db/model/access/principal';
import { limitInUtc } from '@/db/model/values/moment';
import { copyDataset } from '../data/copy-dataset';
import { openDataset } from '../data/open-dataset';
import { spreadOf, timed } from '../measure';
import { type Figure, ratioOf } from '../report';

const rounds = 10;
const flood = 300;

const busy: Principal = { ...localPrincipal, id: 'busy', clearance: 'green' };
const other: Principal = { ...localPrincipal, id: 'other', clearance: 'green' };

/** A user's filtered board while another user requests 300 at once, compared with the board without other load. */
export async function* measureQueue([size = 200_000]: readonly number[]): AsyncGenerator<Figure> {
  const folder = await copyDataset(size);
  const store = await openDataset(folder);
  // Each filter is different, because results are cached.
  let requests = 0;
  const board = (who: Principal) => {
    requests += 1;
    const from = limitInUtc(Date.UTC(2020, 0, 1) + requests);
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
