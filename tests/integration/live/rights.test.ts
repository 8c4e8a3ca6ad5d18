import { systemPrincipal } from '@/db/model/access/principal';
import { people } from '../store/records';
import { expect, test } from './feed-test';
import { openViewer } from './viewer';

const [clear, , amber, strict, red, second] = people;
if (!clear || !amber || !strict || !red || !second)
  throw new Error('The people of the store tests have changed');

test('a viewer is told of what his clearance opens and hears nothing of the rest', async ({ watch, log }) => {
  const low = await watch(clear);
  const high = await watch(amber);
  await log(amber, { title: 'Secret letter', tlp: 'amber' });
  await log(amber, { title: 'Open letter', tlp: 'clear' });
  await high.until((viewer) => viewer.titles().includes('Open letter'));
  await low.until((viewer) => viewer.titles().includes('Open letter'));
  expect(high.titles()).toEqual(['Secret letter', 'Open letter']);
  expect(low.titles()).toEqual(['Open letter']);
  expect(low.bytes()).not.toContain('Secret');
});

test('a red record reaches its creator and those it names, and nobody else of any clearance', async ({
  watch,
  log,
}) => {
  const named = await watch(clear);
  const creator = await watch(amber);
  const others = [await watch(red), await watch(second)];
  await log(amber, { title: 'By name', tlp: 'red', recipients: [clear.id] });
  await log(amber, { title: 'For all', tlp: 'clear' });
  for (const viewer of [named, creator]) {
    await viewer.until(({ titles }) => titles().includes('For all'));
    expect(viewer.titles()).toEqual(['By name', 'For all']);
  }
  for (const viewer of others) {
    await viewer.until(({ titles }) => titles().includes('For all'));
    expect(viewer.titles()).toEqual(['For all']);
    expect(viewer.bytes()).not.toContain('By name');
  }
});

test('a record marked red is taken from those it does not name, by its id and nothing else', async ({
  watch,
  log,
  change,
}) => {
  const loser = await watch(second);
  const keeper = await watch(clear);
  const id = await log(amber, { title: 'Known to all', tlp: 'clear' });
  await loser.until(({ items }) => items().length === 1);
  await change(amber, id, 1, { title: 'Known to few', tlp: 'red', recipients: [clear.id] });
  await loser.until(({ items }) => items().length === 2);
  expect(loser.items().at(-1)).toEqual({ op: 'retract', id, version: 2 });
  expect(loser.bytes()).not.toContain('Known to few');
  await keeper.until(({ titles }) => titles().includes('Known to few'));
  const last = keeper
    .items()
    .filter((item) => item.op === 'upsert')
    .at(-1);
  expect(last).toMatchObject({ event: { id, version: 2, tlp: 'red' } });
});

test('a viewer whose clearance is lowered is sent away before the next record', async ({
  watch,
  log,
  feed,
}) => {
  const viewer = await watch(amber);
  feed.setRights(amber, 'clear');
  await log(second, { title: 'Not for him', tlp: 'amber' });
  expect(await viewer.wasReset()).toEqual({ reason: 'rights' });
  await viewer.gone();
  expect(viewer.bytes()).not.toContain('Not for him');
});

test('one whose session or key ends while he connects is told nothing, at whatever moment of it that is', async ({
  watch,
  log,
  feed,
}) => {
  const before = await watch(amber);
  const cursor = before.cursor();
  before.close();
  await log(second, { title: 'Waits for him', tlp: 'clear' });
  feed.endAfter(amber, 0);
  await openViewer(feed.url, { cursor, headers: feed.as(amber) }).refused();
  // When he is let in, before what he missed is read, and after that: then the frame is sent.
  for (const looks of [1, 2, 3]) {
    feed.endAfter(amber, looks);
    const viewer = openViewer(feed.url, { cursor, headers: feed.as(amber) });
    expect(await viewer.wasReset()).toEqual({ reason: 'rights' });
    await viewer.gone();
    expect(viewer.frames).toEqual([]);
    // Before he is let in he learns nothing of the feed either.
    expect(viewer.bytes()).not.toContain(looks === 1 ? '"ready"' : 'Waits for him');
  }
  feed.endAfter(amber, Number.POSITIVE_INFINITY);
  expect((await watch(amber, cursor)).titles()).toEqual(['Waits for him']);
});

test('one whose clearance changes while he connects starts anew: what he holds was read with the other', async ({
  watch,
  feed,
}) => {
  const before = await watch(amber);
  const cursor = before.cursor();
  before.close();
  for (const given of [cursor, undefined]) {
    feed.setRightsAfter(amber, 1, 'clear');
    const viewer = openViewer(feed.url, { cursor: given, headers: feed.as(amber) });
    expect(await viewer.wasReset()).toEqual({ reason: 'rights' });
    await viewer.gone();
    expect(viewer.frames).toEqual([]);
  }
});

test('a cursor from before a change of rights is reset', async ({ watch, feed }) => {
  const cursor = (await watch(amber)).cursor();
  feed.setRights(amber, 'green');
  const again = openViewer(feed.url, { cursor, headers: feed.as(amber) });
  expect(await again.wasReset()).toEqual({ reason: 'rights' });
  await again.gone();
});

test('nothing reaches a viewer when a record passes that he may not see', async ({ watch, log, store }) => {
  const viewer = await watch(clear);
  const before = viewer.frames.length;
  await log(red, { title: 'Hidden', tlp: 'red' });
  await log(strict, { title: 'Hidden too', tlp: 'amber+strict' });
  await log(amber, { title: 'Seen', tlp: 'clear' });
  await viewer.until(({ titles }) => titles().includes('Seen'));
  expect(viewer.frames.length).toBe(before + 1);
  expect((await store.head(systemPrincipal)).seq).toBeGreaterThan(2);
});

test('one who comes back catches up with what is his, red records too', async ({ watch, log }) => {
  const first = await watch(clear);
  const cursor = first.cursor();
  first.close();
  await log(amber, { title: 'By name', tlp: 'red', recipients: [clear.id] });
  await log(amber, { title: 'Not his', tlp: 'amber' });
  await log(amber, { title: 'For all', tlp: 'clear' });
  const back = await watch(clear, cursor);
  // The last may come with the common stream, which rests after a sending.
  await back.until(({ titles }) => titles().includes('For all'));
  expect(back.titles()).toEqual(['By name', 'For all']);
  expect(back.bytes()).not.toContain('Not his');
});
