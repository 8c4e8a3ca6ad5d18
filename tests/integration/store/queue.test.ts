import { getEventListeners } from 'node:events';
import { expect, test } from '@playwright/test';
import { people } from './records';
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
