import { expect } from '@playwright/test';
import { localPrincipal as local, type Principal } from '@/db/model/access/principal';
import type { FeedItem } from '@/db/model/journal/live';
import type { Store } from '@/db/store';
import { readFeed } from '@/server/live/feed';
import { createSeal } from '@/server/live/seal';
import { newKey, people, threat } from '../store/records';
import { sqliteStore } from '../store/sqlite';
import { storeTest } from '../store/store-test';
import { allEvents, apply, createItems } from './bulk/bulk';

const test = storeTest(sqliteStore);
const [clear, , amber, , red] = people;
if (!clear || !amber || !red) throw new Error('The people of the store tests have changed');

async function servicesOf(store: Store) {
  const { epoch, sealKey } = await store.readIdentity();
  return { store, seal: createSeal(sealKey), epoch };
}

async function read(
  store: Store,
  who: Principal,
  request: { after?: string; limit?: number; signal?: AbortSignal } = {},
) {
  const signal = new AbortController().signal;
  const answer = await readFeed(await servicesOf(store), async () => who, { limit: 1, signal, ...request });
  if ('reset' in answer) throw new Error(`The feed was reset: ${answer.reset}`);
  return answer;
}

function titleOf(item: FeedItem | undefined): string | undefined {
  return item?.op === 'upsert' ? item.event.title : item?.op;
}

async function logHidden(store: Store, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1)
    await store.createEvent(amber ?? local, threat({ title: 'Hidden', tlp: 'amber' }), newKey());
}

test('a poll for one item returns the next visible one without blocking the event loop', async ({
  store,
}) => {
  const { cursor } = await read(store, clear);
  await logHidden(store, 300);
  await store.createEvent(local, threat({ title: 'Shown' }), newKey());
  await logHidden(store, 10);

  const order: string[] = [];
  const watched: Store = {
    ...store,
    readJournal: (who, after, limit) => {
      order.push(`read ${limit}`);
      return store.readJournal(who, after, limit);
    },
  };
  let isDone = false;
  const turn = () => {
    order.push('turn');
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  const first = await read(watched, clear, { after: cursor });
  isDone = true;
  expect(first.items.map(titleOf)).toEqual(['Shown']);
  const reads = order.filter((step) => step !== 'turn');
  expect(reads, 'Pages have a fixed size, whatever the limit').toEqual(Array(5).fill('read 64'));
  const between = order.slice(order.indexOf('read 64'), order.lastIndexOf('read 64'));
  expect(between.join(' ')).not.toMatch(/read 64 read 64/);

  const last = await read(store, clear, { after: first.cursor });
  expect(last.items).toEqual([]);
  expect(last.cursor, 'The length of a token reveals nothing').toHaveLength(cursor.length);

  const abort = new AbortController();
  order.length = 0;
  const aborting: Store = {
    ...watched,
    readJournal: (...args) => {
      if (order.filter((step) => step !== 'turn').length === 1) abort.abort(new Error('The client has gone'));
      return watched.readJournal(...args);
    },
  };
  await expect(read(aborting, clear, { after: cursor, signal: abort.signal })).rejects.toThrow(
    'The client has gone',
  );
  expect(order.filter((step) => step !== 'turn')).toHaveLength(2);
});

test('the limit counts visible items, regardless of hidden changes and repeated edits', async ({ store }) => {
  const { cursor } = await read(store, clear);
  const expected: string[] = [];
  for (let n = 0; n < 9; n += 1) {
    await logHidden(store, n % 3);
    const { event } = await store.createEvent(local, threat({ title: `Shown ${n}` }), newKey());
    for (let version = 1; version <= n; version += 1)
      await store.updateEvent(
        local,
        event.id,
        version,
        threat({ title: version === n ? `Shown ${n}` : `Draft ${version}` }),
        null,
      );
    expected.push(`Shown ${n}`);
  }
  const { event: withdrawn } = await store.createEvent(local, threat({ title: 'Marked' }), newKey());
  await store.updateEvent(red, withdrawn.id, 1, threat({ title: 'Marked', tlp: 'amber' }), null);
  await store.updateEvent(red, withdrawn.id, 2, threat({ title: 'Again', tlp: 'amber' }), null);
  expected.push('retract');

  for (const limit of [1, 2, 3, 4, 10, 500]) {
    const received: (string | undefined)[] = [];
    const sizes: number[] = [];
    for (let after = cursor; ; ) {
      const page = await read(store, clear, { after, limit });
      if (page.items.length === 0) break;
      sizes.push(page.items.length);
      received.push(...page.items.map(titleOf));
      after = page.cursor;
    }
    // An event that changes after a page was read is sent again with the next page.
    expect(received.filter((one, index) => one !== received[index - 1])).toEqual(expected);
    expect(sizes.slice(0, -1), `limit ${limit}`).toEqual(sizes.slice(0, -1).map(() => limit));
  }
});

test('a program that polls gets one refetch for what was imported, at most one in 5 s', async ({ store }) => {
  const start = await read(store, clear);
  const opsAfter = async (after: string, limit = 100, who: Principal = clear ?? local) => {
    const { items, cursor } = await read(store, who, { after, limit });
    return { ops: items.map(({ op }) => op), cursor };
  };
  await apply(store, 'import', createItems(100));
  await store.createEvent(local, threat({ title: 'Single' }), newKey());
  await apply(store, 'import', createItems(100, { tlp: 'amber' }), amber);
  const [deleted] = await allEvents(store, clear ?? local);
  await store.deleteEvent(local, deleted?.id ?? '', 1, 'By mistake');

  const first = await opsAfter(start.cursor);
  expect(first.ops).toEqual(['retract', 'refetch']);
  expect((await opsAfter(first.cursor)).ops).toEqual([]);
  const full = await opsAfter(start.cursor, 1);
  expect(full.ops, 'A full answer leaves it for the next').toEqual(['retract']);
  expect((await opsAfter(full.cursor, 1)).ops).toEqual(['refetch']);

  await apply(store, 'import', createItems(30, { tlp: 'red', recipients: [amber?.id] }));
  expect((await opsAfter(first.cursor)).ops, 'Hidden').toEqual([]);
  await apply(store, 'import', createItems(30));
  const held = await opsAfter(first.cursor);
  expect(held.ops, 'Held back').toEqual([]);
  const again = await opsAfter(held.cursor);
  expect(again.ops).toEqual([]);
  const { now } = Date;
  try {
    Date.now = () => now() + 5_000;
    const later = await opsAfter(again.cursor);
    expect(later.ops).toEqual(['refetch']);
    expect((await opsAfter(later.cursor)).ops).toEqual([]);
  } finally {
    Date.now = now;
  }
});

test('a cursor that the version before has sealed is continued from', async ({ store }) => {
  const { seal, epoch } = await servicesOf(store);
  const { seq, chain } = await store.head(local);
  const after = seal.seal('feed', [epoch, seq, chain.slice(0, 16), 'clear', 'filler']);
  await store.createEvent(local, threat({ title: 'Later' }), newKey());
  const { items } = await read(store, clear, { after, limit: 10 });
  expect(items.map(titleOf)).toEqual(['Later']);
});
