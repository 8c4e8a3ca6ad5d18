import { randomUUID } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '@/db/model/event/event';
import { verifyRecords } from '@/db/sqlite/audit/verify-records';
import { threatDraft } from '../integration/api/support/drafts';
import { expect } from '../integration/live/live-test';
import type { Viewer } from '../integration/live/viewer';
import { createApi } from '../support/api';
import { databaseOf, withDatabase } from '../support/database';
import { expectSound, rowsOf } from './database';
import { test } from './folders';

const hour = 3_600_000;
const day = 24 * hour;

/** Shifts the time of day of a server by the milliseconds that were set last. */
function createClock(folder: string) {
  const file = join(folder, 'shift');
  const set = (millis: number) => {
    writeFileSync(`${file}.new`, String(millis));
    renameSync(`${file}.new`, file);
  };
  set(0);
  const preload = new URL('./shifted-clock.mjs', import.meta.url).href;
  return { set, env: { NODE_OPTIONS: `--import=${preload}`, SHIFTED_CLOCK: file } };
}

const endsIn = (millis: number) => ({
  threat: { validUntil: new Date(Date.now() + millis).toISOString() },
});
const hasLapsed = (viewer: Viewer, { id }: Event) =>
  viewer
    .items()
    .some((item) => item.op === 'upsert' && item.event.id === id && item.event.threat?.status === 'lapsed');

test('clock jumps lose no event, duplicate none and do not stop the feed', async ({
  makeFolder,
  startProcess,
  watch,
  log,
}) => {
  const clock = createClock(await makeFolder());
  const server = await startProcess({ seed: 'none', env: clock.env });
  const { url } = server;
  const api = createApi(url);
  const viewer = await watch({ url });
  const headers = { 'idempotency-key': randomUUID() };
  const repeated = () => api.post('/api/events', threatDraft({ title: 'Repeated' }), headers);
  const loggedOn = ({ loggedAt }: Event) => Math.round((Date.parse(loggedAt) - Date.now()) / day) || 0;

  const today = await log('Today', endsIn(2 * hour), url);
  expect((await repeated()).status).toBe(201);
  expect(loggedOn(today)).toBe(0);

  clock.set(day);
  await viewer.until((one) => hasLapsed(one, today));
  const tomorrow = await log('Tomorrow', endsIn(day + 2 * hour), url);
  expect(loggedOn(tomorrow), 'The clock of the server has jumped').toBe(1);
  expect((await repeated()).status).toBe(200);

  clock.set(-2 * day);
  // Before anything else is sent, because another frame could restart a stopped heartbeat.
  const frames = viewer.frames.length;
  await viewer.until((one) => one.frames.slice(frames).some(({ items }) => items.length === 0));
  const earlier = await log('Two days ago', endsIn(-2 * day + hour), url);
  expect(loggedOn(earlier)).toBe(-2);
  expect((await repeated()).status).toBe(200);
  expect([tomorrow, earlier].filter((event) => hasLapsed(viewer, event))).toEqual([]);

  clock.set(0);
  await viewer.until((one) => hasLapsed(one, earlier));
  expect(hasLapsed(viewer, tomorrow)).toBe(false);
  const last = await log('Today again', {}, url);
  await viewer.until(({ titles }) => titles().includes('Today again'));

  const titles = ['Today', 'Repeated', 'Today', 'Tomorrow', 'Two days ago', 'Two days ago', 'Today again'];
  expect(viewer.titles()).toEqual(titles);
  const ids = [today, tomorrow, earlier, last].map(({ id }) => id);
  expect([...ids].sort(), 'Ids follow the order of logging').toEqual(ids);
  const back = await watch({ url, cursor: viewer.cursor() });
  expect(back.items()).toEqual([]);

  await server.stop();
  expect(rowsOf(server.dataDir, 'select count(*) events from events')).toEqual([{ events: 5 }]);
  expectSound(server.dataDir);
  const { faults } = withDatabase(databaseOf(server.dataDir), verifyRecords);
  expect(faults, 'Records bear the time of the clock, also where that of the journal stands still').toEqual(
    [],
  );
});
