import { localPrincipal } from '@/db/model/access/principal';
import { people } from '../store/records';
import { openBareViewer } from './bare-viewer';
import { openFeed } from './feed-server';
import { expect, test } from './feed-test';
import { openViewer } from './viewer';

const [clear, , amber, , , second] = people;
if (!clear || !amber || !second) throw new Error('The people of the store tests have changed');

const titles = Array.from({ length: 200 }, (_, index) => `Letter ${index}`);

test('those who come back together each get exactly what came after where they were', async ({
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
  await log(localPrincipal, { title: 'And on' });
  for (const viewer of back) await viewer.until((one) => one.titles().includes('And on'));
});

test('the journal is read and judged once for all who come back from the same place', async ({
  store,
  log,
}) => {
  let reads = 0;
  const counted = await openFeed({
    ...store,
    getEvents: (who, ids) => {
      reads += 1;
      return store.getEvents(who, ids);
    },
  });
  const first = openViewer(counted.url, { headers: counted.as(amber) });
  await first.until(({ frames }) => frames.length > 0);
  const cursor = first.cursor();
  first.close();
  for (const title of titles) await log(amber, { title });
  const settled = openViewer(counted.url, { headers: counted.as(amber) });
  await settled.until(({ frames }) => frames.length > 0);
  reads = 0;
  const back = Array.from({ length: 40 }, () =>
    openViewer(counted.url, { cursor, headers: counted.as(amber) }),
  );
  for (const viewer of back) {
    await viewer.until(({ items }) => items().length >= titles.length);
    expect(viewer.titles()).toEqual(titles);
  }
  expect(reads, 'Of 40 viewers, each 200 changes behind').toBeLessThan(40);
  for (const viewer of [...back, settled]) viewer.close();
  await counted.close();
});

test('a record that changed often while someone was away comes to him once, as it is now', async ({
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

test('of those who come back together, each gets the red records that name him and no others', async ({
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

test('what is marked anew while others come back is shown to nobody as it was', async ({
  feed,
  watch,
  log,
  change,
}) => {
  const start = await watch(amber);
  const cursor = start.cursor();
  start.close();
  // More than every buffer on the way holds, for one who reads nothing: so there is one who comes back.
  const quote = 'word '.repeat(999);
  const bulk = { sources: Array.from({ length: 45 }, () => ({ publisher: 'Paper', quote })) };
  const id = await log(clear, { title: 'Known to all' });
  for (const title of titles.slice(0, 70)) await log(clear, { title, ...bulk });
  const stalled = openBareViewer(feed.url, { headers: feed.as(amber) });
  await stalled.opened();
  stalled.socket.send(`40${JSON.stringify({ cursor })}`);
  stalled.socket.pause();
  const early = await watch(amber, cursor);
  await early.until((viewer) => viewer.titles().includes('Letter 69'));
  expect(early.titles()).toContain('Known to all');

  await change(clear, id, 1, { title: 'Known to few', tlp: 'red', recipients: [] });
  const late = await watch(amber, cursor);
  await late.until(({ items }) => items().some(({ op }) => op === 'retract'));
  expect(late.bytes()).not.toContain('Known to');
  stalled.socket.terminate();
});
