import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { localPrincipal } from '@/db/model/access/principal';
import { eventInput } from '@/db/model/event/event';
import { startChancery } from '../child';
import { copyDataset } from '../data/copy-dataset';
import { openDataset } from '../data/open-dataset';
import { compare, spreadOf, timed } from '../measure';
import { arrival, createPoster, warmUp } from '../poster';
import { type Figure, ratioOf } from '../report';

const rounds = 400;
const pacedSeconds = 20;
const perSecond = 100;

/** P3: a durable create, compared with one synced write of the same size. */
export async function* measureCreate([size = 200_000]: readonly number[]): AsyncGenerator<Figure> {
  const folder = await copyDataset(size);
  const disk = openDisk(folder);
  try {
    yield* measureStoreCreate(folder, disk.sync);
    const chancery = await startChancery(folder);
    const poster = createPoster(chancery.url, '/api/events');
    try {
      await poster.warm();
      let mark = 0;
      const result = await compare(
        rounds,
        async () => {
          mark += 1;
          const { sent, answered } = await poster.post(mark);
          return answered - sent;
        },
        timed(disk.sync),
      );
      yield compareWithDisk('create through the API', result);
      await chancery.usage();
      const paced = await poster.pace(10_000, pacedSeconds * perSecond, perSecond);
      const { loop, cpu, wall } = await chancery.usage();
      const spread = spreadOf([...paced.values()].map(({ took }) => took));
      const name = `paced at ${perSecond}/s`;
      yield {
        part: 'P3',
        what: `${name}: from its due time to the answer`,
        unit: 'ms',
        ours: spread,
        goal: 'p99 ≤ 10 ms',
        holds: spread.p99 <= 10,
      };
      yield {
        part: 'P3',
        what: `${name}: event loop held, at most (p99 ${loop.p99.toFixed(1)} ms)`,
        unit: 'ms',
        ours: loop.max,
        goal: '≤ 20 ms',
        holds: loop.max <= 20,
      };
      yield { part: 'P3', what: `${name}: of a core, all threads`, unit: '%', ours: (cpu / wall) * 100 };
    } finally {
      poster.close();
      await chancery.stop();
    }
  } finally {
    disk.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function* measureStoreCreate(folder: string, sync: () => void): AsyncGenerator<Figure> {
  const store = await openDataset(folder);
  try {
    let mark = 0;
    const create = () => {
      mark += 1;
      const input = eventInput.parse(arrival(mark));
      return store.createEvent(localPrincipal, input, {
        key: `bench store ${Date.now()} ${mark}`,
        digest: '',
      });
    };
    for (let made = 0; made < warmUp; made += 1) await create();
    yield compareWithDisk('create through the store', await compare(rounds, timed(create), timed(sync)));
  } finally {
    await store.close();
  }
}

function compareWithDisk(what: string, { ours, reference }: Awaited<ReturnType<typeof compare>>): Figure {
  const ratio = ratioOf(ours, reference);
  return {
    part: 'P3',
    what,
    unit: 'ms',
    ours,
    reference: { name: 'write + fdatasync', value: reference },
    ratio,
    goal: '≤ 4×',
    holds: ratio <= 4,
  };
}

/** A file on the same disk; `sync` writes as many bytes as an event has. */
function openDisk(folder: string) {
  const file = openSync(join(folder, 'disk'), 'a');
  const bytes = Buffer.from(JSON.stringify(arrival(1)));
  return {
    sync() {
      writeSync(file, bytes);
      fdatasyncSync(file);
    },
    close: () => closeSync(file),
  };
}
