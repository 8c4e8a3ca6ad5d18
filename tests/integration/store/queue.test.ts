import { expect, test } from '@playwright/test';
import { people } from './records';
import { sqliteStore } from './sqlite';

const [, busy, other] = people;

test('one who asks for 300 filtered boards at once is told to wait, and another is answered next', async () => {
  if (!busy || !other) throw new Error('two people are needed');
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
    // One was under way.
    expect(served.indexOf('other')).toBeLessThanOrEqual(2);
    expect(answered).toHaveLength(301);
    expect(store.pulse()).resolves.toMatchObject({ waiting: { reader: 0 } });
  } finally {
    await remove();
  }
});

test('a query that nobody waits for any more makes room for the next', async () => {
  if (!busy) throw new Error('somebody is needed');
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
