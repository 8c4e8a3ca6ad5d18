import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { localPrincipal } from '@/db/model/access/principal';
import { type Event, eventInput } from '@/db/model/event/event';
import { createDb, openWriter } from '@/db/sqlite/client';
import { createCommands } from '@/db/sqlite/commands/commands';
import { audienceOf, sealFreshCursor } from '@/server/live/cursor';
import { createSeal } from '@/server/live/seal';
import { startChancery } from '../child';
import { copyDataset } from '../data/copy-dataset';
import { openDataset } from '../data/open-dataset';
import { clock } from '../measure';
import { arrival } from '../poster';
import type { Figure } from '../report';
import { connectViewers } from './crowd';

const viewers = 2_000;
const rounds = [
  { what: '5,000 changes of 400 records', changes: 5_000, records: 400 },
  { what: '500 new records', changes: 500, records: 500 },
];
/** Cursors of viewers differ by at most this many changes. */
const cursorSpread = 50;
const goalMillis = 10_000;

/** P5: all viewers reconnect at once after a restart, with different cursors, until each has the last change. */
export async function* measureReplay([size = 200_000]: readonly number[]): AsyncGenerator<Figure> {
  for (const { what, changes, records } of rounds) {
    const folder = await copyDataset(size);
    try {
      const mark = 700_000 + changes;
      const cursors = await writeChanges(folder, { changes, records, mark });
      const chancery = await startChancery(folder);
      const before = await chancery.memory();
      await chancery.usage();
      const started = clock();
      const crowd = await connectViewers(chancery.url, viewers, 'socket.io', cursors);
      for (let caughtUp = 0; caughtUp < viewers; await pause(20)) {
        caughtUp += (await crowd.seen()).get(mark)?.count ?? 0;
      }
      const took = clock() - started;
      const { bytes } = await crowd.traffic();
      const { cpu, loop } = await chancery.usage();
      const after = await chancery.memory();
      await crowd.close();
      await chancery.stop();
      const name = `${viewers.toLocaleString('en')} viewers back at once, ${what} behind`;
      yield {
        part: 'P5',
        what: `${name}: until the last is whole (${Math.round(bytes / 2 ** 20)} MB)`,
        unit: 'ms',
        ours: took,
        goal: '≤ 10 s',
        holds: took <= goalMillis,
      };
      yield { part: 'P5', what: `${name}: event loop held, at most`, unit: 'ms', ours: loop.max };
      yield { part: 'P5', what: `${name}: processor time`, unit: 'ms', ours: cpu };
      yield {
        part: 'P5',
        what: `${name}: memory a viewer`,
        unit: 'KB',
        ours: (after - before) / viewers / 1_024,
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Writes changes, the last one with the mark, and returns cursors at the first of them. */
async function writeChanges(
  folder: string,
  { changes, records, mark }: { changes: number; records: number; mark: number },
): Promise<string[]> {
  const connection = openWriter(join(folder, 'chancery.db'));
  const { commands } = createCommands(createDb(connection));
  const events: Event[] = [];
  connection.transaction(() => {
    for (let made = 1; made <= changes; made += 1) {
      const isLast = made === changes;
      const input = eventInput.parse(arrival(isLast ? mark : 600_000 + made));
      const index = made % records;
      const known = isLast ? undefined : events[index];
      events[index] = known
        ? commands.updateEvent(localPrincipal, known.id, known.version, input, null)
        : commands.createEvent(localPrincipal, input, { key: `replay ${mark} ${made}`, digest: '' }).event;
    }
  })();
  connection.close();

  const store = await openDataset(folder);
  const { epoch, sealKey } = await store.readIdentity();
  const seal = createSeal(sealKey);
  const audience = audienceOf(localPrincipal);
  const first = (await store.head(localPrincipal)).seq - changes;
  const cursors: string[] = [];
  for (let seq = first; seq < first + cursorSpread; seq += 1) {
    const chain = (await store.chainAt(localPrincipal, seq)) ?? '';
    cursors.push(sealFreshCursor(seal, { seq, chain, epoch, audience }));
  }
  await store.close();
  return cursors;
}
