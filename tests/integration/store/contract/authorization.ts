import { expect } from '@playwright/test';
import { type Requirement, requiredRoles } from '@/db/authorization';
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

/** Arguments of the methods whose requirement depends on them. */
const argumentsOf: Readonly<Record<string, readonly string[]>> = {
  createRecord: ['visit'],
  updateRecord: ['visit'],
  deleteRecord: ['visit'],
  getRecord: ['visit'],
  listRecords: ['visit'],
  listRecordHistory: ['visit'],
  getAccount: [uuidFromName('somebody else')],
};

/** Every command and query is checked before it looks at its other arguments. */
export function authorizationContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);

  test.describe(`${name}: authorization`, () => {
    test('each command and query refuses a principal without the role that it requires', async ({
      store,
    }) => {
      for (const who of tooLow.values()) await store.putPrincipal(system, who);
      const methods = new Map<string, (by: Principal) => Promise<unknown>>(
        Object.entries(store).flatMap(([method, call]) =>
          typeof call === 'function'
            ? [[method, (by: Principal) => Reflect.apply(call, store, [by, ...(argumentsOf[method] ?? [])])]]
            : [],
        ),
      );
      const missing: string[] = [];
      for (const [method, required] of Object.entries(requiredRoles)) {
        const least: Requirement =
          typeof required === 'function'
            ? Reflect.apply(required, null, [local, ...(argumentsOf[method] ?? [])])
            : required;
        const by = tooLow.get(least);
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
  });
}

function person(role: Role): Principal {
  const name = `only ${role}`;
  return { id: uuidFromName(name), kind: 'person', name, role, clearance: 'red' };
}
