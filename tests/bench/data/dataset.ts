import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidFromName } from '@/db/ids';
import { localPrincipal, type Principal, systemPrincipal } from '@/db/model/access/principal';
import type { EventInput } from '@/db/model/event/event';
import { actorInput } from '@/db/model/reference';
import { tlpRank, tlps } from '@/db/model/words';
import { createDb, openWriter } from '@/db/sqlite/client';
import { createCommands } from '@/db/sqlite/commands/commands';
import { reindexTexts } from '@/db/sqlite/indexing/reindex-texts';
import { migrate } from '@/db/sqlite/migrate';
import { createRecordQueries } from '@/db/sqlite/records/record-queries';
import { createChance } from '../../support/chance';
import { generateEvents } from './generate';

const root = process.cwd();
const migrations = join(root, 'db/sqlite/migrations');
const batch = 5_000;

/** The authors of events: the local analyst and colleagues of every clearance. */
const people: Principal[] = [
  localPrincipal,
  ...Array.from({ length: 30 }, (_, index) => ({
    id: uuidFromName(`bench person ${index}`),
    kind: 'person' as const,
    name: `Analyst ${index}`,
    role: 'analyst' as const,
    clearance: tlps[index % tlps.length] ?? 'amber',
  })),
];

/**
 * A read-only data folder with `size` generated events, written with the store's commands. It is created once and
 * kept in the temporary folder of the system, named by a hash of everything that determines its content.
 */
export async function datasetOf(size: number): Promise<string> {
  const folder = join(tmpdir(), `chancery-bench-${await contentHash()}-${size}`);
  if (await stat(join(folder, 'chancery.db')).catch(() => null)) return folder;
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  fill(join(partial, 'chancery.db'), size);
  await rename(partial, folder);
  return folder;
}

/** A writable copy of a folder; the caller removes it. */
export async function copyFolder(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'chancery-bench-run-'));
  await cp(folder, copy, { recursive: true });
  return copy;
}

function fill(file: string, size: number): void {
  const connection = openWriter(file);
  // A file that is discarded after a failure needs neither a log nor syncs.
  connection.pragma('journal_mode = OFF');
  connection.pragma('synchronous = OFF');
  connection.pragma('cache_size = -1048576');
  migrate(connection, migrations);
  // As the first start does, so that a server that opens a copy does not rewrite its search texts.
  const reindexNextEvents = reindexTexts(createDb(connection), (work) => work());
  while (reindexNextEvents?.());
  const { commands, maintenance } = createCommands(createDb(connection));
  const { below, skewed } = createChance(1);
  connection.transaction(() => {
    maintenance.initializeMeta();
    maintenance.seed('register', join(root, 'db/reference'));
    for (const who of people) commands.putPrincipal(systemPrincipal, who);
  })();
  const actorIds = connection.transaction(() =>
    Array.from({ length: 300 }, (_, index) => {
      const input = actorInput.parse({ name: `Group ${index}`, aliases: [`G${below(10_000)} ${index}`] });
      const key = { key: `bench actor ${index}`, digest: '' };
      return commands.createRecord(localPrincipal, 'actor', input, key).record.id;
    }),
  )();
  const missions = createRecordQueries(createDb(connection)).listRecords(localPrincipal, 'mission', {
    limit: 20_000,
    after: null,
  }).items;
  const creator = skewed([...people.slice(1, 6), localPrincipal, ...people.slice(6)]);
  // Authors may read what they log.
  const authorOf = ({ tlp }: EventInput) => {
    let by = creator();
    while (tlpRank(by.clearance) < Math.min(tlpRank(tlp), tlpRank('amber+strict'))) by = creator();
    return by;
  };
  const events = generateEvents(size, { missions, actorIds, now: Date.now() });
  const started = Date.now();
  for (let made = 0; made < size; ) {
    connection.transaction(() => {
      for (let n = 0; n < batch; n += 1) {
        const { value, done } = events.next();
        if (done) return;
        commands.createEvent(authorOf(value), value, { key: `bench ${made}`, digest: '' });
        made += 1;
      }
    })();
    const rate = Math.round((made / (Date.now() - started)) * 1_000);
    process.stderr.write(`\rGenerating ${size} events: ${made}, ${rate} a second `);
  }
  process.stderr.write('\n');
  connection.pragma('journal_mode = WAL');
  connection.pragma('optimize');
  connection.close();
}

async function contentHash(): Promise<string> {
  const hash = createHash('sha256');
  const sources = ['bench/data/generate.ts', 'bench/data/dataset.ts', 'support/chance.ts'].map((name) =>
    join(root, 'tests', name),
  );
  const steps = (await readdir(migrations)).filter((name) => name.endsWith('.sql')).sort();
  const reference = join(root, 'db/reference/missions.csv');
  for (const file of [...sources, ...steps.map((name) => join(migrations, name)), reference]) {
    hash.update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 12);
}
