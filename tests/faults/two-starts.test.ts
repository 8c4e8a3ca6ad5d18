import { fileURLToPath } from 'node:url';
import { readExample, readMissions, readPlaces } from '@/db/reference/seed';
import { expect } from '../integration/live/live-test';
import { createApi } from '../support/api';
import { freePort } from '../support/server';
import { startServer as launch } from '../support/server-process';
import { expectSound, rowsOf } from './database';
import { test } from './folders';

const reference = fileURLToPath(new URL('../../db/reference', import.meta.url));
const counted = `select (select count(*) from missions) missions, (select count(*) from places) places,
  (select count(*) from meta where key = 'epoch') epochs,
  (select count(*) from idempotency_keys where key like 'example %') examples,
  (select count(*) from events) events`;

test('two servers that start on a new folder at once seed it once and share it', async ({
  makeFolder,
  startProcess,
  watch,
  log,
}) => {
  const dataDir = await makeFolder();
  const [first, second] = await Promise.all([
    startProcess({ dataDir, seed: 'example' }),
    startProcess({ dataDir, seed: 'example' }),
  ]);
  const [one, other] = await Promise.all([watch({ url: first.url }), watch({ url: second.url })]);
  expect((await one.ready()).epoch).toBe((await other.ready()).epoch);
  const { ref } = await log('Letter', {}, first.url);
  await other.until(({ titles }) => titles().includes('Letter'));
  expect((await createApi(second.url).get(`/api/events/${ref}`)).status).toBe(200);
  await Promise.all([first.stop(), second.stop()]);
  const missions = readMissions(reference);
  const examples = readExample(reference, []).events.length;
  expect(rowsOf(dataDir, counted)).toEqual([
    {
      missions: missions.length,
      places: readPlaces(reference).length,
      epochs: 1,
      examples,
      events: examples + 1,
    },
  ]);
  expectSound(dataDir);
});

test('one of two servers that start on one port runs, and the other exits with one sentence', async ({
  makeFolder,
}) => {
  const dataDir = await makeFolder();
  const port = await freePort();
  const started = await Promise.allSettled(
    [1, 2].map(() => launch({ dataDir, seed: 'none', env: { PORT: String(port) } })),
  );
  try {
    const [refused, ...more] = started.flatMap((one) =>
      one.status === 'rejected' ? [String(one.reason)] : [],
    );
    expect(more).toEqual([]);
    expect(refused).toMatch(
      /ended with 1 instead of starting:\s+Port \d+ on 127\.0\.0\.1 is in use: .*\.\s*$/,
    );
    expect((await createApi(`http://localhost:${port}`).get('/api/readyz')).status).toBe(200);
  } finally {
    for (const one of started) if (one.status === 'fulfilled') await one.value.remove();
  }
  expectSound(dataDir);
});
