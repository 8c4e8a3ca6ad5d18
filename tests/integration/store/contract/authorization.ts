import { expect } from '@playwright/test';
import { requiredRoles } from '@/db/authorization';
import { uuidFromName } from '@/db/ids';
import {
  localPrincipal as local,
  type Principal,
  systemPrincipal as system,
} from '@/db/model/access/principal';
import { isAppError } from '@/db/model/errors';
import type { Role } from '@/db/model/words';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

/** What requires more than everyone has, by the principal that falls just short of it. */
const tooLow = new Map<string, Principal>([
  ['analyst', person('viewer')],
  ['admin', person('analyst')],
  ['system', local],
]);

/** Every command and query is checked before it looks at its arguments. */
export function authorizationContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);

  test.describe(`${name}: authorization`, () => {
    test('each command and query refuses a principal without the role that it requires', async ({
      store,
    }) => {
      for (const who of tooLow.values()) await store.putPrincipal(system, who);
      const methods = new Map<string, (by: Principal) => Promise<unknown>>(
        Object.entries(store).flatMap(([method, call]) =>
          typeof call === 'function' ? [[method, (by: Principal) => Reflect.apply(call, store, [by])]] : [],
        ),
      );
      const missing: string[] = [];
      for (const [method, required] of Object.entries(requiredRoles)) {
        const by = tooLow.get(typeof required === 'function' ? 'admin' : required);
        if (!by) continue;
        const outcome: unknown = await methods
          .get(method)?.(by)
          .then(
            () => 'answered',
            (error: unknown) => error,
          );
        if (!isAppError(outcome) || outcome.kind !== 'forbidden') missing.push(method);
      }
      expect(missing).toEqual([]);
    });

    test('nobody acts as the local principal once there is an account', async ({ store }) => {
      const removed = await store.removeExamples(local);
      expect(removed).toBe(0);
      await store.createFirstAccount(system, {
        name: 'Ada',
        email: 'ada@example.org',
        passwordHash: 'argon2id of a password',
      });
      await expect(store.removeExamples(local)).rejects.toMatchObject({ kind: 'forbidden' });
    });
  });
}

function person(role: Role): Principal {
  const name = `only ${role}`;
  return { id: uuidFromName(name), kind: 'person', name, role, clearance: 'red' };
}
