import { type CleanedWhere, createAdapterFactory } from '@better-auth/core/db/adapter';
import { systemPrincipal as system } from '@/db/model/access/principal';
import type { AuthCondition, AuthModel, AuthRecords } from '@/db/store-auth';

const models = {
  user: 'user',
  session: 'session',
  account: 'account',
  verification: 'verification',
  twoFactor: 'twoFactor',
  passkey: 'passkey',
} as const satisfies Record<AuthModel, AuthModel>;

/** The database adapter of better-auth on any store: it turns each of its calls into one command or query with data. */
export function createAuthAdapter(store: AuthRecords) {
  return createAdapterFactory({
    config: { adapterId: 'chancery', adapterName: 'Chancery' },
    adapter: () => ({
      create: ({ model, data }) => store.createAuthRecord(system, modelOf(model), data),
      findOne: async ({ model, where }) => {
        const [found] = await store.findAuthRecords(system, modelOf(model), toConditions(where), {
          limit: 1,
        });
        return found ?? null;
      },
      findMany: ({ model, where, limit, offset, sortBy }) =>
        store.findAuthRecords(system, modelOf(model), toConditions(where), { limit, offset, sortBy }),
      count: ({ model, where }) => store.countAuthRecords(system, modelOf(model), toConditions(where)),
      update: async ({ model, where, update }) => {
        const [first] = await store.updateAuthRecords(
          system,
          modelOf(model),
          toConditions(where),
          Object(update),
        );
        return first ?? null;
      },
      updateMany: async ({ model, where, update }) =>
        (await store.updateAuthRecords(system, modelOf(model), toConditions(where), update)).length,
      delete: async ({ model, where }) => {
        await store.deleteAuthRecords(system, modelOf(model), toConditions(where));
      },
      deleteMany: ({ model, where }) => store.deleteAuthRecords(system, modelOf(model), toConditions(where)),
      consumeOne: ({ model, where }) => store.consumeAuthRecord(system, modelOf(model), toConditions(where)),
      incrementOne: ({ model, where, increment, set = {} }) =>
        store.incrementAuthRecord(system, modelOf(model), toConditions(where), { increment, set }),
    }),
  });
}

function modelOf(model: string): AuthModel {
  const known = Object.values(models).find((one) => one === model);
  if (!known) throw new Error(`better-auth has a model that is not kept: ${model}`);
  return known;
}

/** @throws Error for operators that better-auth does not use here, such as a search in text */
function toConditions(where: readonly CleanedWhere[] = []): AuthCondition[] {
  return where.map(({ field, operator, value, connector, mode }) => {
    switch (operator) {
      case 'contains':
      case 'starts_with':
      case 'ends_with':
        throw new Error(`better-auth compares ${field} in a way that is not supported: ${operator}`);
      default:
        if (mode === 'insensitive') throw new Error(`better-auth compares ${field} without case`);
        return { field, operator, value, connector };
    }
  });
}
