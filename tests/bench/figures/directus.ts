import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Child, programOf, startChancery, startChild } from '../child';
import { copyDataset } from '../data/copy-dataset';
import { compare } from '../measure';
import { arrival, createPoster } from '../poster';
import { type Figure, ratioOf } from '../report';
import { timeToLastViewer } from './arrival';
import { type Crowd, connectViewers } from './crowd';

/** The last version that runs on Node 20. */
const version = '11.3.5';
const viewers = 200;
const rounds = 60;
const tokens = { readers: randomUUID(), administrators: randomUUID() };
const authorization = { Authorization: `Bearer ${tokens.administrators}` };

/** Everything else has its default: rate limits and the response cache are off, the schema cache is on. */
const settings = {
  DB_CLIENT: 'sqlite3',
  DB_FILENAME: 'data.db',
  SECRET: randomUUID(),
  ADMIN_TOKEN: tokens.administrators,
  WEBSOCKETS_ENABLED: 'true',
  WEBSOCKETS_GRAPHQL_ENABLED: 'false',
  WEBSOCKETS_LOGS_ENABLED: 'false',
  LOG_LEVEL: 'warn',
  TELEMETRY: 'false',
};

/**
 * P4: from a request to the last of 200 viewers, compared with Directus and its WebSockets: once with viewers who
 * may only read events, and once with administrators, whose rights it does not look up. Directus starts empty and
 * stores five fields of an event; Chancery has the register, 200,000 events and all their fields.
 */
export async function* measureDirectus([size = 200_000]: readonly number[]): AsyncGenerator<Figure> {
  const installed = await mkdtemp(join(tmpdir(), 'chancery-bench-directus-'));
  const folders = [installed];
  const servers: Child[] = [];
  const crowds: Crowd[] = [];
  try {
    await install(installed);
    const directus = await startChild(programOf('bare/directus'), [installed], settings);
    servers.push(directus);
    await prepare(directus.url);
    const dataDir = await copyDataset(size);
    folders.push(dataDir);
    const chancery = await startChancery(dataDir);
    servers.push(chancery);
    const ours = await connectViewers(chancery.url, viewers);
    crowds.push(ours);
    const posters = {
      ours: createPoster(chancery.url, '/api/events'),
      theirs: createPoster(directus.url, '/items/events', { headers: authorization, bodyOf }),
    };
    for (const [who, token] of Object.entries(tokens)) {
      const theirs = await connectViewers(directus.url, viewers, 'directus', [], token);
      crowds.push(theirs);
      const result = await compare(
        rounds,
        timeToLastViewer(posters.ours, ours, viewers),
        timeToLastViewer(posters.theirs, theirs, viewers),
      );
      await theirs.close();
      const ratio = ratioOf(result.ours, result.reference);
      yield {
        part: 'P4',
        what: `create → last of ${viewers} viewers`,
        unit: 'ms',
        ours: result.ours,
        reference: { name: `Directus ${version}, ${who}`, value: result.reference },
        ratio,
        goal: '≤ 0.1×',
        holds: ratio <= 0.1,
      };
    }
  } finally {
    for (const crowd of crowds) await crowd.close();
    for (const server of servers) await server.stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}

const run = promisify(execFile);

/** Installs into a separate folder, because Directus is not part of the project and has about a thousand packages. */
async function install(folder: string): Promise<void> {
  process.stdout.write(`Directus ${version} is being installed: some minutes, half a gigabyte.\n`);
  // Packages that need install scripts: the driver, the sandbox and the password hash.
  const allowScripts = { sqlite3: true, 'isolated-vm': true, argon2: true };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, allowScripts }));
  const options = ['--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...options, `directus@${version}`], { cwd: folder });
  const program = join(folder, 'node_modules', 'directus', 'cli.js');
  await run(process.execPath, [program, 'bootstrap'], {
    cwd: folder,
    env: { ...process.env, ...settings },
  });
}

/** Creates the collection and a user who may read it. */
async function prepare(url: string): Promise<void> {
  const id = { field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true } };
  const columns = { title: 'string', kind: 'string', country: 'string', at: 'timestamp', summary: 'text' };
  const fields = [id, ...Object.entries(columns).map(([field, type]) => ({ field, type }))];
  await create(url, 'collections', {
    collection: 'events',
    schema: {},
    meta: {},
    fields: fields.map((field) => ({ ...field, meta: {} })),
  });
  const permissions = [{ collection: 'events', action: 'read', fields: ['*'] }];
  await create(url, 'users', {
    token: tokens.readers,
    policies: [{ policy: { name: 'Readers of events', permissions } }],
  });
}

async function create(url: string, what: string, item: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${url}/${what}`, {
    method: 'POST',
    headers: { ...authorization, 'Content-Type': 'application/json' },
    body: JSON.stringify(item),
  });
  if (!answer.ok) throw new Error(`Directus created no ${what}: ${answer.status} ${await answer.text()}`);
}

function bodyOf(mark: number): Record<string, unknown> {
  const { title, kind, location, at, summary } = arrival(mark);
  return { title, kind, country: location?.country, at, summary };
}
