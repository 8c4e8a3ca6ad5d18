import { cursorIn, expect, processTest, test } from './live-test';
import type { Viewer } from './viewer';

const opsOf = (viewer: Viewer) =>
  viewer
    .items()
    .map((item) => (item.op === 'upsert' ? `${item.event.title} v${item.event.version}` : item.op));

test('an event logged through the API reaches every viewer', async ({ watch, log }) => {
  const viewers = [await watch(), await watch(), await watch()];
  const logged = await log('Letter to the embassy');
  for (const viewer of viewers) {
    await viewer.until(({ items }) => items().length > 0);
    expect(viewer.items()).toEqual([{ op: 'upsert', event: logged }]);
  }
});

test('viewers receive a changed event in full, and a deleted event as its id', async ({
  watch,
  log,
  change,
  remove,
}) => {
  const viewer = await watch();
  const logged = await log('Letter');
  await viewer.until(({ items }) => items().length === 1);
  const changed = await change(logged, { severity: 'extreme' });
  await viewer.until(({ items }) => items().length === 2);
  expect(viewer.items().at(-1)).toEqual({ op: 'upsert', event: changed });
  await remove(changed);
  await viewer.until(({ items }) => items().length === 3);
  expect(viewer.items().at(-1)).toEqual({ op: 'retract', id: logged.id, version: 3 });
});

test('a viewer who connects with the cursor of a response receives exactly the later changes', async ({
  watch,
  log,
  change,
  remove,
  api,
}) => {
  const kept = await log('Kept');
  const removed = await log('Removed');
  for (const path of ['/api/events', '/api/board', '/api/active', '/api/feed']) {
    expect((await watch({ cursor: cursorIn(await api.get(path)) })).items(), path).toEqual([]);
  }
  const cursor = cursorIn(await api.get('/api/events'));
  await change(kept, { title: 'Kept and changed' });
  await remove(removed);
  await log('New');
  const viewer = await watch({ cursor });
  // The last change may arrive with the shared stream, which pauses after each frame.
  await viewer.until(({ titles }) => titles().includes('New'));
  expect(opsOf(viewer)).toEqual(['Kept and changed v2', 'retract', 'New v1']);
});

processTest(
  'a returning viewer receives every missed change once, even after the server was killed',
  async ({ server, watch, log }) => {
    const first = await watch();
    await log('Seen');
    await first.until(({ titles }) => titles().includes('Seen'));
    const cursor = first.cursor();
    first.close();
    await log('Missed');
    const second = await watch({ cursor });
    await second.until(({ titles }) => titles().length > 0);
    expect(second.titles()).toEqual(['Missed']);

    await log('Before the end');
    await server.kill();
    await second.gone();
    await server.restart();
    await log('After the end');
    const third = await watch({ cursor: second.cursor() });
    await third.until(({ titles }) => titles().includes('After the end'));
    expect(
      [...second.titles(), ...third.titles()].filter((title, index, all) => all.indexOf(title) === index),
    ).toEqual(['Missed', 'Before the end', 'After the end']);
    expect(third.titles().filter((title) => title === 'After the end')).toHaveLength(1);
  },
);

test('viewers who reconnect while events are logged each receive all of them, once, in order', async ({
  watch,
  log,
}) => {
  const titles = Array.from({ length: 60 }, (_, index) => `Letter ${index}`);
  const reconnectRepeatedly = async () => {
    const seen: string[] = [];
    let cursor: string | undefined = (await watch()).cursor();
    started();
    while (seen.at(-1) !== titles.at(-1)) {
      const viewer = await watch({ cursor });
      const wanted = Math.min(titles.length, seen.length + 7);
      await viewer.until((one) => seen.length + one.titles().length >= wanted);
      cursor = viewer.cursor();
      seen.push(...viewer.titles());
      viewer.close();
    }
    return seen;
  };
  let waiting = 8;
  let started = () => {};
  const allStarted = new Promise<void>((resolve) => {
    started = () => {
      waiting -= 1;
      if (waiting === 0) resolve();
    };
  });
  const runs = Array.from({ length: waiting }, reconnectRepeatedly);
  await allStarted;
  for (const title of titles) await log(title);
  for (const seen of await Promise.all(runs)) expect(seen).toEqual(titles);
});

processTest(
  'an event written by another process on the same database reaches every viewer',
  async ({ server, startProcess, watch, log }) => {
    const other = await startProcess({ dataDir: server.dataDir, seed: 'none' });
    const here = await watch();
    const there = await watch({ url: other.url });
    await log('From there', {}, other.url);
    await here.until(({ titles }) => titles().includes('From there'));
    await log('From here');
    for (const viewer of [here, there]) await viewer.until(({ titles }) => titles().includes('From here'));
    expect(there.titles()).toEqual(['From there', 'From here']);
    const moved = await watch({ cursor: here.cursor(), url: other.url });
    expect(moved.items()).toEqual([]);
  },
);

test('an idle feed sends periodic heartbeats, and later frames follow them', async ({ watch, log }) => {
  const viewer = await watch();
  const [entry] = viewer.frames;
  await viewer.until(({ frames }) => frames.length === 2);
  expect(viewer.frames[1]?.items).toEqual([]);
  expect(viewer.frames[1]?.prev).toBe(entry?.cursor);
  expect(viewer.frames[1]?.cursor, 'Each heartbeat has a new cursor').not.toBe(entry?.cursor);
  await log('After the heartbeat');
  await viewer.until(({ titles }) => titles().includes('After the heartbeat'));
  const back = await watch({ cursor: viewer.frames[1]?.cursor });
  await back.until(({ titles }) => titles().length > 0);
  expect(back.titles()).toEqual(['After the heartbeat']);
});
