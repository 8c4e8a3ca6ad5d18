import {
  and,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notInArray,
  or,
  type SQL,
} from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { AuthCondition, AuthModel } from '../store-auth';
import { credentials, passkeys, secondFactors, sessions, users, verifications } from './schema/accounts';

/** The tables of better-auth's records. The names of their properties are better-auth's names of the fields. */
export const authTables: Readonly<Record<AuthModel, SQLiteTable>> = {
  user: users,
  session: sessions,
  account: credentials,
  verification: verifications,
  twoFactor: secondFactors,
  passkey: passkeys,
};

/** @throws Error if the model has no such field */
export function authColumn(model: AuthModel, field: string): SQLiteColumn {
  const column = getTableColumns(authTables[model])[field];
  if (!column) throw new Error(`${model} has no field ${field}`);
  return column;
}

/**
 * The condition of a command. better-auth changes no record without one, so its absence is a mistake that would change
 * all of them. @throws Error if there is none
 */
export function requireAuthWhere(model: AuthModel, conditions: readonly AuthCondition[]): SQL | undefined {
  if (conditions.length === 0) throw new Error(`A change of ${model} needs a condition`);
  return authWhere(model, conditions);
}

export function authWhere(model: AuthModel, conditions: readonly AuthCondition[]): SQL | undefined {
  const of = (connector: AuthCondition['connector']) =>
    conditions.filter((one) => one.connector === connector).map((one) => conditionSql(model, one));
  return and(...of('AND'), or(...of('OR')));
}

function conditionSql(model: AuthModel, { field, operator, value }: AuthCondition): SQL {
  const column = authColumn(model, field);
  if (Array.isArray(value)) return operator === 'not_in' ? notInArray(column, value) : inArray(column, value);
  if (value === null) return operator === 'ne' ? isNotNull(column) : isNull(column);
  switch (operator) {
    case 'eq':
      return eq(column, value);
    case 'ne':
      return ne(column, value);
    case 'lt':
      return lt(column, value);
    case 'lte':
      return lte(column, value);
    case 'gt':
      return gt(column, value);
    case 'gte':
      return gte(column, value);
    default:
      throw new Error(`${operator} needs a list`);
  }
}
