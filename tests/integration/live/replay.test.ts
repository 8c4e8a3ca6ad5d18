import { localPrincipal } from '@/db/model/access/principal';
import { people } from '../store/records';
import { openRawViewer } from './bare-viewer';
import { openFeed } from './feed-server';
import { expect, test } from './feed-test';
import { openViewer } from './viewer';

const [clear, , amber, , , second] = people;
if (!clear || !amber || !second) throw new Error('The people of the store tests have changed');

const titles = Array.from({ length: 200 }, (_, index) => `Letter ${index}`);

test('viewers who return together each receive exactly the changes after their cursors', async ({
  watch,
  log,
}) => {
  const cursors: string[] = [];
  const first = await watch(localPrincipal);
  for (const [index, title] of titles.entries()) {
    await log(localPrincipal, { title });
    if (index % 10 !== 0) continue;
    await first.until((viewer) => viewer.titles().length === index + 1);
    cursors.push(first.cursor());
  }
  const back = await Promise.all(cursors.map((cursor) => watch(localPrincipal, cursor)));
  for (const [index, viewer] of back.entries()) {
    await viewer.until(({ items }) => items().length >= titles.length - 1 - index * 10);
    expect(viewer.titles()).toEqual(titles.slice(index * 10 + 1));
  }
  await log(localPrincipal, { title: 'Afterwards' });
  for (const viewer of back) await viewer.until((one) => one.titles().includes('Afterwards'));
});

test('the journal is read once for all viewers who return with the same cursor', async ({ store, log }) => {
  let reads = 0;
  const countingFeed = await openFeed({
    ...store,
    getEvents: (principal, ids) => {
      reads += 1;
      return store.getEvents(principal, ids);
    },
  });
  const first = openViewer(countingFeed.url, { headers: countingFeed.headersOf(amber) });
  await first.until(({ frames }) => frames.length > 0);
  const cursor = first.cursor();
  first.close();
  for (const title of titles) await log(amber, { title });
  const settled = openViewer(countingFeed.url, { headers: countingFeed.headersOf(amber) });
  await settled.until(({ frames }) => frames.length > 0);
  reads = 0;
  const back = Array.from({ length: 40 }, () =>
    openViewer(countingFeed.url, { cursor, headers: countingFeed.headersOf(amber) }),
  );
  for (const viewer of back) {
    await viewer.until(({ items }) => items().length >= titles.length);
    expect(viewer.titles()).toEqual(titles);
  }
  expect(reads, 'For 40 viewers, each 200 changes behind').toBeLessThan(40);
  for (const viewer of [...back, settled]) viewer.close();
  await countingFeed.close();
});

test('a returning viewer receives an event that changed often once, in its current version', async ({
  watch,
  log,
  change,
}) => {
  const first = await watch(amber);
  const cursor = first.cursor();
  first.close();
  const id = await log(clear, { title: 'Version 1' });
  for (let version = 1; version < 100; version += 1) {
    await change(clear, id, version, { title: `Version ${version + 1}` });
  }
  const back = await watch(amber, cursor);
  await back.until(({ titles: shown }) => shown().includes('Version 100'));
  expect(back.titles()).toEqual(['Version 100']);
});

test('viewers who return together each receive the red events that name them and no others', async ({
  watch,
  log,
}) => {
  const cursors = new Map();
  for (const person of [amber, second, clear]) {
    const viewer = await watch(person);
    cursors.set(person, viewer.cursor());
    viewer.close();
  }
  for (const [index, title] of titles.entries()) {
    await log(clear, { title });
    if (index === 100) await log(clear, { title: 'By name', tlp: 'red', recipients: [amber.id] });
  }
  const [named, other, creator] = await Promise.all(
    [amber, second, clear].map((person) => watch(person, cursors.get(person))),
  );
  for (const viewer of [named, other, creator]) {
    await viewer?.until((one) => one.titles().includes('Letter 199'));
  }
  expect(named?.titles().filter((title) => title === 'By name')).toHaveLength(1);
  expect(creator?.titles().filter((title) => title === 'By name')).toHaveLength(1);
  expect(other?.bytes()).not.toContain('By name');
  expect(other?.titles()).toEqual(titles);
});

test('an event marked red while viewers return reaches none of them in its old version', async ({
  feed,
  watch,
  log,
  change,
}) => {
  const start = await watch(amber);
  const cursor = start.cursor();
  start.close();
  // More than all buffers hold, so that a viewer who reads nothing keeps catching up.
  const quote = 'word '.repeat(999);
  const bulk = { sources: Array.from({ length: 45 }, () => ({ publisher: 'Paper', quote })) };
  const id = await log(clear, { title: 'Public' });
  for (const title of titles.slice(0, 70)) await log(clear, { title, ...bulk });
  const stalled = openRawViewer(feed.url, { headers: feed.headersOf(amber) });
  await stalled.opened();
  stalled.socket.send(`40${JSON.stringify({ cursor })}`);
  stalled.socket.pause();
  const early = await watch(amber, cursor);
  await early.until((viewer) => viewer.titles().includes('Letter 69'));
  expect(early.titles()).toContain('Public');

  await change(clear, id, 1, { title: 'Restricted', tlp: 'red', recipients: [] });
  const late = await watch(amber, cursor);
  await late.until(({ items }) => items().some(({ op }) => op === 'retract'));
  expect(late.bytes()).not.toMatch(/Public|Restricted/);
  stalled.socket.terminate();
});
