import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { programOf, startChancery, startChild } from '../child';
import { copyDataset } from '../data/copy-dataset';
import { type Figure, ratioOf } from '../report';

const rounds = 3;
const seconds = 4;
const connections = 10;

const cannon = z.object({
  requests: z.object({ average: z.number() }),
  errors: z.number(),
  statusCodeStats: z.record(z.string(), z.object({ count: z.number() })),
});
const facets = z.object({ facets: z.object({ targeted: z.array(z.object({ country: z.string() })) }) });

type Target = { url: string; status: number; headers?: readonly string[] };
type Pair = { what: string; ours: Target; bare: Target; least: number };

export const admin = { email: 'bench@example.org', password: 'bench of the program' };

/** P2: requests per second with a session check, compared with plain `node:http` that runs the same prepared statements. */
export async function* measureApi([size = 200_000]: readonly number[]): AsyncGenerator<Figure> {
  const folder = await copyDataset(size);
  const env = { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password };
  const chancery = await startChancery(folder, { env });
  const bare = await startChild(programOf('bare/api'), [folder]);
  try {
    const cookie = await signIn(chancery.url);
    const board = await fetch(`${chancery.url}/api/board`, { headers: { cookie } });
    const country = facets.parse(await board.json()).facets.targeted[0]?.country ?? 'RU';
    const unchanged = [`If-None-Match: ${board.headers.get('etag') ?? ''}`];
    const api = (path: string, status = 200, headers: readonly string[] = []): Target => ({
      url: `${chancery.url}/api${path}`,
      status,
      headers: [`Cookie: ${cookie}`, ...headers],
    });
    const plain = (path: string): Target => ({ url: `${bare.url}${path}`, status: 200 });
    const pairs: Pair[] = [
      { what: 'newest events, 50', ours: api('/events?sort=latest'), bare: plain('/events'), least: 0.8 },
      {
        what: 'events of one country, 50',
        ours: api(`/events?sort=latest&targeted=${country}`),
        bare: plain(`/events?targeted=${country}`),
        least: 0.8,
      },
      { what: 'board', ours: api('/board'), bare: plain('/board'), least: 0.8 },
      { what: 'board, unchanged: 304', ours: api('/board', 304, unchanged), bare: plain('/board'), least: 8 },
      {
        what: 'board, unchanged: 304, beside events',
        ours: api('/board', 304, unchanged),
        bare: plain('/events'),
        least: 8,
      },
    ];
    for (const pair of pairs) yield await compareRates(pair);
  } finally {
    await chancery.stop();
    await bare.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

export async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify(admin),
  });
  return answer.headers
    .getSetCookie()
    .map((set) => set.split(';', 1)[0])
    .join('; ');
}

async function compareRates({ what, ours, bare, least }: Pair): Promise<Figure> {
  const rates = { ours: 0, bare: 0 };
  await measureRate(ours, 1);
  await measureRate(bare, 1);
  for (let round = 0; round < rounds; round += 1) {
    rates.ours += (await measureRate(ours, seconds)) / rounds;
    rates.bare += (await measureRate(bare, seconds)) / rounds;
  }
  const ratio = ratioOf(rates.ours, rates.bare);
  return {
    part: 'P2',
    what: `${what} (${rounds} × ${seconds} s, ${connections} connections)`,
    unit: '/s',
    ours: rates.ours,
    reference: { name: 'node:http', value: rates.bare },
    ratio,
    goal: `≥ ${least}×`,
    holds: ratio >= least,
  };
}

/** Requests per second. */
async function measureRate({ url, status, headers = [] }: Target, duration: number): Promise<number> {
  const program = join('node_modules', '.bin', 'autocannon');
  const { stdout } = await promisify(execFile)(
    program,
    [
      '--json',
      ...['--connections', String(connections), '--duration', String(duration)],
      ...headers.flatMap((header) => ['--headers', header]),
      url,
    ],
    { maxBuffer: 10_000_000 },
  );
  const { requests, errors, statusCodeStats } = cannon.parse(JSON.parse(stdout));
  const others = Object.keys(statusCodeStats).filter((code) => Number(code) !== status);
  if (errors > 0 || others.length > 0) {
    throw new Error(`${url} returned ${others.join(', ')} and failed ${errors} times instead of ${status}`);
  }
  return requests.average;
}
