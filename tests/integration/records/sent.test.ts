import { rm } from 'node:fs/promises';
import { expect, test as runner } from '@playwright/test';
import { localPrincipal as local, type Principal } from '@/db/model/access/principal';
import type { FeedItem } from '@/db/model/journal/live';
import type { Store } from '@/db/store';
import type { AnyRecords } from '@/db/store-records';
import { databaseOf, withDatabase } from '../../support/database';
import { openFeed } from '../live/feed-server';
import { openViewer } from '../live/viewer';
import { newKey, people, threat } from '../store/records';
import { copyTemplate } from '../store/sqlite';
import { openBuiltProgram } from './program';
import { createTables } from './types/create-tables';

const [clear, , amber] = people;
if (!clear || !amber) throw new Error('The people of the store tests have changed');

type Feed = Awaited<ReturnType<typeof openFeed>>;

/** The feed of a program with the record types of the tests. */
const test = runner.extend<{ store: Store & AnyRecords; feed: Feed }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
  store: async ({}, use) => {
    const program = await openBuiltProgram();
    const dataDir = await copyTemplate();
    withDatabase(databaseOf(dataDir), (connection) => connection.exec(createTables));
    const store = await program.openStore(dataDir);
    await use(store);
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  },
  feed: async ({ store }, use) => {
    const feed = await openFeed(store);
    await use(feed);
    await feed.close();
  },
});

/** Opens a viewer and waits until it is live; `received` returns its items once it has seen the event `last`. */
async function watch({ url, headersOf }: Feed, who: Principal) {
  const viewer = openViewer(url, { headers: headersOf(who) });
  await viewer.ready();
  return {
    async received(last: string): Promise<FeedItem[]> {
      const has = (item: FeedItem) => item.op === 'upsert' && item.event.id === last;
      await viewer.until(({ items }) => items().some(has));
      viewer.close();
      return viewer.items().filter((item) => item.op === 'changed');
    },
  };
}

/** Logs an event that everyone may see, after which viewers have received all that came before. */
async function logLast(store: Store): Promise<string> {
  return (await store.createEvent(local, threat(), newKey())).event.id;
}

function changed(type: string, { id, version }: { id: string; version: number }) {
  return { op: 'changed', type, id, version };
}

test('a record of an event is announced to those who may see the event when it is sent', async ({
  store,
  feed,
}) => {
  const { event } = await store.createEvent(local, threat({ tlp: 'amber' }), newKey());
  const [low, high] = [await watch(feed, clear), await watch(feed, amber)];
  const note = { eventId: event.id, text: 'Guards doubled' };
  const { record } = await store.createRecord(local, 'note', note, newKey());
  const last = await logLast(store);
  expect(await high.received(last)).toEqual([changed('note', record)]);
  expect(await low.received(last)).toEqual([]);
});

test('a record of an event that has become red is announced to its recipients only', async ({
  store,
  feed,
}) => {
  const { event } = await store.createEvent(local, threat({ tlp: 'amber' }), newKey());
  const { record } = await store.createRecord(
    local,
    'note',
    { eventId: event.id, text: 'Guards doubled' },
    newKey(),
  );
  const red = threat({ tlp: 'red', recipients: [clear.id] });
  await store.updateEvent(local, event.id, 1, red, null);
  const [named, other] = [await watch(feed, clear), await watch(feed, amber)];
  const second = { eventId: event.id, text: 'Guards doubled at noon' };
  const edited = await store.updateRecord(local, 'note', record.id, 1, second);
  const last = await logLast(store);
  expect(await named.received(last)).toEqual([changed('note', edited)]);
  expect(await other.received(last)).toEqual([]);
  await expect(store.getRecord(amber, 'note', record.id)).rejects.toMatchObject({ code: 'not-found' });
});

test('a record of its owner is announced to the owner, and to everyone once it is shared', async ({
  store,
  feed,
}) => {
  const [owner, other] = [await watch(feed, amber), await watch(feed, clear)];
  const own = await store.createRecord(amber, 'layout', { name: 'Night', shared: false }, newKey());
  const shared = await store.createRecord(amber, 'layout', { name: 'Day', shared: true }, newKey());
  const last = await logLast(store);
  const ofOwner = await owner.received(last);
  expect(ofOwner).toHaveLength(2);
  expect(ofOwner).toEqual(
    expect.arrayContaining([changed('layout', own.record), changed('layout', shared.record)]),
  );
  expect(await other.received(last)).toEqual([changed('layout', shared.record)]);
});

test('a record that needs a role is announced to those who have it', async ({ store, feed }) => {
  const [admin, analyst] = [await watch(feed, local), await watch(feed, amber)];
  const { record } = await store.createRecord(local, 'hook', { url: 'https://desk.example.org' }, newKey());
  const last = await logLast(store);
  expect(await admin.received(last)).toEqual([changed('hook', record)]);
  expect(await analyst.received(last)).toEqual([]);
});

test('a finding may not be marked milder than its evidence, nor name evidence that its author may not see', async ({
  store,
}) => {
  const { event } = await store.createEvent(local, threat({ tlp: 'amber' }), newKey());
  const finding = (tlp: string) => ({ text: 'One cell', tlp, recipients: [], evidence: [event.id] });
  const refused = { kind: 'invalid', errors: [{ path: 'evidence.0' }] };
  await expect(store.createRecord(local, 'finding', finding('green'), newKey())).rejects.toMatchObject(
    refused,
  );
  await expect(store.createRecord(clear, 'finding', finding('clear'), newKey())).rejects.toMatchObject(
    refused,
  );
  const { record } = await store.createRecord(local, 'finding', finding('amber'), newKey());
  await expect(store.updateRecord(local, 'finding', record.id, 1, finding('clear'))).rejects.toMatchObject(
    refused,
  );
});
