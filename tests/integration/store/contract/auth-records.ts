import { expect } from '@playwright/test';
import { systemPrincipal as system } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import type { AuthCondition } from '@/db/store-auth';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const page = { limit: 10 };

/** The records of better-auth, which it changes from several requests at a time. */
export function authRecordsContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);

  test.describe(`${name}: records of better-auth`, () => {
    test('conditions combine: all with AND must hold, and one of those with OR', async ({ store }) => {
      const now = Date.now();
      for (const [n, identifier] of ['a', 'b', 'c', 'd'].entries()) await create(store, identifier, now + n);
      const find = async (...where: AuthCondition[]) =>
        (await store.findAuthRecords(system, 'verification', where, page)).map((record) => record.identifier);
      const before = (millis: number): AuthCondition => ({
        field: 'expiresAt',
        operator: 'lt',
        value: new Date(millis),
        connector: 'AND',
      });
      expect(await find(before(now + 2))).toEqual(['a', 'b']);
      expect(await find(before(now + 3), is('b', 'OR'), is('d', 'OR'))).toEqual(['b']);
      expect(
        await find({ field: 'identifier', operator: 'in', value: ['a', 'd'], connector: 'AND' }),
      ).toEqual(['a', 'd']);
      expect(
        await find({ field: 'identifier', operator: 'not_in', value: ['a', 'd'], connector: 'AND' }),
      ).toEqual(['b', 'c']);
      expect(
        await find({ field: 'identifier', operator: 'ne', value: 'b', connector: 'AND' }, before(now + 3)),
      ).toEqual(['a', 'c']);
      const latest = { limit: 2, offset: 1, sortBy: { field: 'expiresAt', direction: 'desc' as const } };
      const [third, second] = await store.findAuthRecords(system, 'verification', [], latest);
      expect([third.identifier, second.identifier]).toEqual(['c', 'b']);
      expect(third.expiresAt).toEqual(new Date(now + 2));
      expect(await store.countAuthRecords(system, 'verification', [before(now + 3)])).toBe(3);
      expect(await store.deleteAuthRecords(system, 'verification', [before(now + 3)])).toBe(3);
      expect(await find()).toEqual(['d']);
    });

    test('an unknown field is refused', async ({ store }) => {
      const where: AuthCondition = { field: 'hash', operator: 'eq', value: 'x', connector: 'AND' };
      await expect(store.findAuthRecords(system, 'verification', [where], page)).rejects.toThrow('hash');
      await expect(store.deleteAuthRecords(system, 'verification', [where])).rejects.toThrow('hash');
    });

    test('a change without a condition is refused and changes nothing', async ({ store }) => {
      await create(store, 'kept');
      const answers = await Promise.allSettled([
        store.updateAuthRecords(system, 'verification', [], { value: 'y' }),
        store.deleteAuthRecords(system, 'verification', []),
        store.consumeAuthRecord(system, 'verification', []),
        store.incrementAuthRecord(system, 'verification', [], { increment: {}, set: { value: 'y' } }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 'rejected'));
      const kept = await store.findAuthRecords(system, 'verification', [], page);
      expect(kept).toMatchObject([{ identifier: 'kept', value: 'x' }]);
    });

    test('of ten concurrent callers one consumes a record, and others like it stay', async ({ store }) => {
      await create(store, 'once');
      await create(store, 'once');
      await create(store, 'other');
      const consumed = await Promise.all(
        Array.from({ length: 10 }, () => store.consumeAuthRecord(system, 'verification', [is('once')])),
      );
      expect(consumed.filter((record) => record !== null)).toHaveLength(2);
      expect(await store.countAuthRecords(system, 'verification', [])).toBe(1);
    });

    test('concurrent increments stop at their condition', async ({ store }) => {
      await store.createFirstAccount(system, {
        name: 'Ada',
        email: 'ada@example.org',
        passwordHash: 'argon2id of a password',
      });
      const [ada] = await store.listAccounts(system);
      await store.createAuthRecord(system, 'twoFactor', {
        id: 'factor',
        secret: 'secret',
        backupCodes: '[]',
        userId: ada?.id,
      });
      const below: AuthCondition = {
        field: 'failedVerificationCount',
        operator: 'lt',
        value: 3,
        connector: 'AND',
      };
      const counted = await Promise.all(
        Array.from({ length: 10 }, () =>
          store.incrementAuthRecord(system, 'twoFactor', [below], {
            increment: { failedVerificationCount: 1 },
            set: { verified: true },
          }),
        ),
      );
      const counts = counted.flatMap((record) => record?.failedVerificationCount ?? []);
      expect(counts).toEqual([1, 2, 3]);
      const [factor] = await store.findAuthRecords(system, 'twoFactor', [], page);
      expect(factor).toMatchObject({ failedVerificationCount: 3, verified: true });
    });
  });
}

function is(identifier: string, connector: AuthCondition['connector'] = 'AND'): AuthCondition {
  return { field: 'identifier', operator: 'eq', value: identifier, connector };
}

let created = 0;

async function create(store: Store, identifier: string, expiresAt = Date.now()): Promise<void> {
  created += 1;
  const now = new Date();
  await store.createAuthRecord(system, 'verification', {
    id: `verification ${created}`,
    identifier,
    value: 'x',
    expiresAt: new Date(expiresAt),
    createdAt: now,
    updatedAt: now,
  });
}
