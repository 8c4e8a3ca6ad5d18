import { systemPrincipal } from '@/db/model/access/principal';
import { people } from '../store/records';
import { expect, test } from './feed-test';
import { openViewer } from './viewer';

const [clear, , amber, strict, red, second] = people;
if (!clear || !amber || !strict || !red || !second)
  throw new Error('The people of the store tests have changed');

test('a viewer receives what their clearance allows and nothing else', async ({ watch, log }) => {
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

test('a red event reaches its creator and recipients, and nobody else of any clearance', async ({
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

test('an event marked red is retracted from others by its id only', async ({ watch, log, change }) => {
  const other = await watch(second);
  const recipient = await watch(clear);
  const id = await log(amber, { title: 'Known to all', tlp: 'clear' });
  await other.until(({ items }) => items().length === 1);
  await change(amber, id, 1, { title: 'Known to few', tlp: 'red', recipients: [clear.id] });
  await other.until(({ items }) => items().length === 2);
  expect(other.items().at(-1)).toEqual({ op: 'retract', id, version: 2 });
  expect(other.bytes()).not.toContain('Known to few');
  await recipient.until(({ titles }) => titles().includes('Known to few'));
  const last = recipient
    .items()
    .filter((item) => item.op === 'upsert')
    .at(-1);
  expect(last).toMatchObject({ event: { id, version: 2, tlp: 'red' } });
});

test('a viewer whose clearance is lowered is disconnected before the next event', async ({
  watch,
  log,
  feed,
}) => {
  const viewer = await watch(amber);
  feed.setRights(amber, 'clear');
  await log(second, { title: 'Hidden', tlp: 'amber' });
  expect(await viewer.wasReset()).toEqual({ reason: 'rights' });
  await viewer.gone();
  expect(viewer.bytes()).not.toContain('Hidden');
});

test('a viewer whose session ends while they connect receives nothing, at any stage', async ({
  watch,
  log,
  feed,
}) => {
  const before = await watch(amber);
  const cursor = before.cursor();
  before.close();
  await log(second, { title: 'Missed', tlp: 'clear' });
  feed.endSessionAfter(amber, 0);
  await openViewer(feed.url, { cursor, headers: feed.headersOf(amber) }).refused();
  // After the handshake, before the missed changes are read, and before their frame is sent.
  for (const lookups of [1, 2, 3]) {
    feed.endSessionAfter(amber, lookups);
    const viewer = openViewer(feed.url, { cursor, headers: feed.headersOf(amber) });
    expect(await viewer.wasReset()).toEqual({ reason: 'rights' });
    await viewer.gone();
    expect(viewer.frames).toEqual([]);
    // Before the handshake ends nothing of the feed may be sent either.
    expect(viewer.bytes()).not.toContain(lookups === 1 ? '"ready"' : 'Missed');
  }
  feed.endSessionAfter(amber, Number.POSITIVE_INFINITY);
  expect((await watch(amber, cursor)).titles()).toEqual(['Missed']);
});

test('a viewer whose clearance changes while they connect is reset', async ({ watch, feed }) => {
  const before = await watch(amber);
  const cursor = before.cursor();
  before.close();
  for (const given of [cursor, undefined]) {
    feed.setRightsAfter(amber, 1, 'clear');
    const viewer = openViewer(feed.url, { cursor: given, headers: feed.headersOf(amber) });
    expect(await viewer.wasReset()).toEqual({ reason: 'rights' });
    await viewer.gone();
    expect(viewer.frames).toEqual([]);
  }
});

test('a cursor from before a change of rights is reset', async ({ watch, feed }) => {
  const cursor = (await watch(amber)).cursor();
  feed.setRights(amber, 'green');
  const again = openViewer(feed.url, { cursor, headers: feed.headersOf(amber) });
  expect(await again.wasReset()).toEqual({ reason: 'rights' });
  await again.gone();
});

test('a viewer receives no frame for an event they may not see', async ({ watch, log, store }) => {
  const viewer = await watch(clear);
  const before = viewer.frames.length;
  await log(red, { title: 'Hidden', tlp: 'red' });
  await log(strict, { title: 'Hidden too', tlp: 'amber+strict' });
  await log(amber, { title: 'Seen', tlp: 'clear' });
  await viewer.until(({ titles }) => titles().includes('Seen'));
  expect(viewer.frames.length).toBe(before + 1);
  expect((await store.head(systemPrincipal)).seq).toBeGreaterThan(2);
});

test('a returning viewer catches up with what they may see, red events included', async ({ watch, log }) => {
  const first = await watch(clear);
  const cursor = first.cursor();
  first.close();
  await log(amber, { title: 'By name', tlp: 'red', recipients: [clear.id] });
  await log(amber, { title: 'Hidden', tlp: 'amber' });
  await log(amber, { title: 'For all', tlp: 'clear' });
  const back = await watch(clear, cursor);
  // The last change may arrive with the shared stream, which pauses after each frame.
  await back.until(({ titles }) => titles().includes('For all'));
  expect(back.titles()).toEqual(['By name', 'For all']);
  expect(back.bytes()).not.toContain('Hidden');
});
