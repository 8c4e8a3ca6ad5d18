import { getEventListeners } from 'node:events';
import { expect, test } from '@playwright/test';
import { localPrincipal } from '@/db/model/access/principal';
import { createFairQueue } from '@/db/sqlite/threads/fair-queue';
import { people, threat } from './records';
import { sqliteStore } from './sqlite';

const [, busy, other] = people;

test('a user with 300 concurrent queries is told to wait, and another is served next', async () => {
  if (!busy || !other) throw new Error('The people of the store tests have changed');
  const { store, remove } = await sqliteStore();
  try {
    const answered: string[] = [];
    const ask = async (who: typeof busy, n: number) => {
      const name = who === other ? 'other' : 'busy';
      return store.board(who, { q: `word${n}` }, Date.now()).then(
        () => void answered.push(name),
        ({ code }: { code: string }) => void answered.push(`${name} ${code}`),
      );
    };
    const keyOfBusy = { ...busy, id: 'a key', kind: 'key' as const, ownerId: busy.id };
    const asked = Array.from({ length: 300 }, (_, n) => ask(n % 2 ? busy : keyOfBusy, n));
    await Promise.all([...asked, ask(other, 0)]);
    const served = answered.filter((one) => !one.includes('too-many'));
    expect(served.length).toBeLessThan(40);
    // One query was already running.
    expect([0, 1, 2], 'place of the other person').toContain(served.indexOf('other'));
    expect(answered).toHaveLength(301);
    await expect.poll(() => store.readUsage()).toMatchObject({ waiting: { queries: 0 } });
  } finally {
    await remove();
  }
});

test('a person who queues many scans and searches delays nobody else’s first search', async () => {
  if (!busy || !other) throw new Error('The people of the store tests have changed');
  const { store, remove } = await sqliteStore();
  try {
    for (let n = 0; n < 200; n += 1)
      await store.createEvent(localPrincipal, threat({ title: `Drone ${n}` }), { key: `${n}`, digest: '' });
    const answered: string[] = [];
    const { signal } = new AbortController();
    const list = { filter: { q: 'drone' }, sort: 'at' as const, limit: 200, after: null };
    // Both readers have started, since a start takes longer than these few searches.
    await Promise.all([store.listEvents(busy, list), store.listEvents(other, list)]);
    const asked = Array.from({ length: 10 }, (_, n) => [
      store.scanEvents(busy, list, signal).then(() => void answered.push(`export ${n}`)),
      store.listEvents(busy, list).then(() => void answered.push(`search ${n}`)),
    ]).flat();
    await store.listEvents(other, list);
    const before = answered.length;
    await Promise.all(asked);
    expect(answered).toHaveLength(20);
    expect(before, 'answers that came before that of the other person').toBeLessThan(10);
    // A person's queries are answered in their order: they occupy one reader.
    expect(answered).toEqual(Array.from({ length: 10 }, (_, n) => [`export ${n}`, `search ${n}`]).flat());
    await expect.poll(() => store.readUsage()).toMatchObject({ waiting: { queries: 0 } });
  } finally {
    await remove();
  }
});

test('a search that runs does not hold up that of another person', async () => {
  if (!busy || !other) throw new Error('The people of the store tests have changed');
  const queue = createFairQueue([{ name: 'first' }, { name: 'second' }]);
  const ends: (() => void)[] = [];
  const unfinished = () => new Promise<void>((resolve) => ends.push(resolve));
  const long = queue.run(busy.id, undefined, unfinished);
  const next = queue.run(busy.id, undefined, unfinished);
  expect(await queue.run(other.id, undefined, async ({ name }) => name)).toBe('first');
  // The second query of the busy person waits for their first, although a reader is free.
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await long;
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await next;
  expect(queue.waiting()).toBe(0);
});

test('an aborted query makes room for the next one', async () => {
  if (!busy) throw new Error('The people of the store tests have changed');
  const { store, remove } = await sqliteStore();
  try {
    const leaving = new AbortController();
    const ask = (signal?: AbortSignal) => store.board(busy, { q: 'word' }, Date.now(), signal);
    const left = Array.from({ length: 20 }, () => ask(leaving.signal));
    leaving.abort(new Error('gone'));
    const [, ...waiting] = await Promise.allSettled(left);
    for (const one of waiting) expect(one).toEqual({ status: 'rejected', reason: new Error('gone') });
    const stayed = Array.from({ length: 20 }, () => ask());
    for (const one of await Promise.allSettled(stayed)) expect(one.status).toBe('fulfilled');
  } finally {
    await remove();
  }
});

test('an export of many pages keeps no listener on its signal', async () => {
  if (!busy) throw new Error('The people of the store tests have changed');
  const { store, remove } = await sqliteStore();
  try {
    const { signal } = new AbortController();
    const query = { filter: {}, sort: 'at' as const, limit: 100, after: null };
    for (let page = 0; page < 12; page += 1) await store.scanEvents(busy, query, signal);
    // A listener would keep the page in memory that it could still reject.
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  } finally {
    await remove();
  }
});
