import { and, desc, eq, gt, inArray } from 'drizzle-orm';
import type { Account, ApiKey, Invitation, Session } from '../../model/access/account';
import type { Principal } from '../../model/access/principal';
import { hasRole, refuseWithout } from '../../model/access/rights';
import { type Page, type Paging, paged } from '../../page';
import type { FoundLink } from '../../store-accounts';
import type { Db } from '../client';
import { failureMillis } from '../commands/access';
import { apiKeys, credentials, invitations, sessions, signInFailures, users } from '../schema/accounts';
import { principals } from '../schema/reference';
import { findAccount, selectAccounts, selectKeys, toInvitation } from './account-rows';

/** Queries on people and what they come in by. */
export function createAccountQueries(db: Db) {
  /** Whom a red record may name: everybody sees the names of colleagues, and nothing else of them. */
  function listPeople(): { id: string; name: string }[] {
    return db
      .select({ id: users.id, name: principals.name })
      .from(users)
      .innerJoin(principals, eq(principals.id, users.id))
      .where(eq(principals.isSuspended, false))
      .orderBy(principals.name, users.id)
      .all();
  }

  function listAccounts(who: Principal): Account[] {
    refuseWithout(who, 'admin');
    return selectAccounts(db);
  }

  /** Oneself, or for an administrator anybody. */
  function getAccount(who: Principal, id: string): Account | null {
    if (id !== who.id) refuseWithout(who, 'admin');
    return findAccount(db, id) ?? null;
  }

  function listInvitations(who: Principal, now: number): Invitation[] {
    refuseWithout(who, 'admin');
    return db
      .select()
      .from(invitations)
      .where(gt(invitations.expiresAt, now))
      .orderBy(desc(invitations.createdAt))
      .all()
      .map(toInvitation);
  }

  /** What a link is for, told to whoever holds it. */
  function findLink(hash: string, now: number): FoundLink | null {
    const row = db
      .select()
      .from(invitations)
      .where(and(eq(invitations.hash, hash), gt(invitations.expiresAt, now)))
      .get();
    return row ? { kind: row.kind, email: row.email } : null;
  }

  function listSessions(who: Principal, current: string | null): Session[] {
    return db
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, who.id), gt(sessions.expiresAt, new Date())))
      .orderBy(desc(sessions.updatedAt))
      .all()
      .map((row) => ({
        id: row.id,
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        address: row.ipAddress || null,
        browser: row.userAgent || null,
        isThisOne: row.id === current,
      }));
  }

  /** One's own, or for an administrator everybody's. */
  function listKeys(who: Principal, { limit, after, ownerId }: Paging & { ownerId?: string }): Page<ApiKey> {
    const owner = hasRole(who, 'admin') ? ownerId : who.id;
    const rows = selectKeys(
      db,
      and(
        owner === undefined ? undefined : eq(apiKeys.ownerId, owner),
        after === null ? undefined : gt(apiKeys.id, after),
      ),
      limit + 1,
    );
    return paged(rows, limit, (key) => key);
  }

  /** When somebody's password was set last (ms). */
  function passwordSetAt(id: string): number | null {
    const row = db
      .select({ at: credentials.updatedAt })
      .from(credentials)
      .where(eq(credentials.userId, id))
      .get();
    return row?.at.getTime() ?? null;
  }

  /** How many sign-ins failed in the last minutes under each of these names. */
  function countFailures(keys: readonly string[], now: number): Map<string, number> {
    const rows = db
      .select()
      .from(signInFailures)
      .where(and(inArray(signInFailures.key, [...keys]), gt(signInFailures.since, now - failureMillis)))
      .all();
    return new Map(rows.map(({ key, count }) => [key, count]));
  }

  return {
    listPeople,
    listAccounts,
    getAccount,
    listInvitations,
    findLink,
    listSessions,
    listKeys,
    passwordSetAt,
    countFailures,
  };
}
