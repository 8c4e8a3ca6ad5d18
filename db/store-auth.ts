import type { Principal } from './model/access/principal';

/** The records of better-auth, by its own names: people, sessions, passwords, pending steps, second factors, passkeys. */
export type AuthModel = 'user' | 'session' | 'account' | 'verification' | 'twoFactor' | 'passkey';

type AuthOperator = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'not_in';

/** A comparison of a field. All with `AND` must hold, and one of those with `OR` if there are any. */
export type AuthCondition = {
  field: string;
  operator: AuthOperator;
  value: string | number | boolean | Date | null | (string | number)[];
  connector: 'AND' | 'OR';
};

/** The fields of a record, by better-auth's names; better-auth states their types. */
export type AuthRecord = ReturnType<typeof JSON.parse>;
export type AuthValues = Readonly<Record<string, unknown>>;

export type AuthPage = {
  limit: number;
  offset?: number;
  sortBy?: { field: string; direction: 'asc' | 'desc' };
};

/** Where better-auth keeps its records: each call is one transaction. `server/auth/auth-adapter.ts` is its only caller. */
export type AuthRecords = {
  createAuthRecord(by: Principal, model: AuthModel, values: AuthValues): Promise<AuthRecord>;
  findAuthRecords(
    by: Principal,
    model: AuthModel,
    where: readonly AuthCondition[],
    page: AuthPage,
  ): Promise<AuthRecord[]>;
  countAuthRecords(by: Principal, model: AuthModel, where: readonly AuthCondition[]): Promise<number>;
  /** Returns the updated records. */
  updateAuthRecords(
    by: Principal,
    model: AuthModel,
    where: readonly AuthCondition[],
    values: AuthValues,
  ): Promise<AuthRecord[]>;
  /** Returns how many were deleted. */
  deleteAuthRecords(by: Principal, model: AuthModel, where: readonly AuthCondition[]): Promise<number>;
  /** Deletes at most one record and returns it, or null: of concurrent callers, one gets it. */
  consumeAuthRecord(
    by: Principal,
    model: AuthModel,
    where: readonly AuthCondition[],
  ): Promise<AuthRecord | null>;
  /** Adds to numbers of at most one record, and sets other fields of it; null if none meets the condition. */
  incrementAuthRecord(
    by: Principal,
    model: AuthModel,
    where: readonly AuthCondition[],
    change: { increment: Readonly<Record<string, number>>; set: AuthValues },
  ): Promise<AuthRecord | null>;
};
