import { and, desc, eq, gt, inArray, type SQL } from 'drizzle-orm';
import type { Account, ApiKey, Invitation, Session } from '../../../model/access/account';
import type { DisplayLink, OpenedDisplay } from '../../../model/access/display-link';
import type { Principal } from '../../../model/access/principal';
import { hasRole } from '../../../model/access/rights';
import { type Page, type Paging, toPage } from '../../../page';
import { shownDisplay } from '../../../rules/access/displays';
import { signInFailureMillis } from '../../../rules/access/sign-in';
import type { InvitationInfo } from '../../../store-accounts';
import type { Db } from '../../client';
import { apiKeys, credentials, invitations, sessions, signInFailures, users } from '../../schema/accounts';
import { principals } from '../../schema/reference';
import { findAccount, selectAccounts, selectDisplays, selectKeys, toInvitation } from './account-rows';

type OwnedPaging = Paging & { ownerId?: string };

function ownedAfter(who: Principal, { after, ownerId }: OwnedPaging): SQL | undefined {
  const owner = hasRole(who, 'admin') ? ownerId : who.id;
  return and(
    owner === undefined ? undefined : eq(apiKeys.ownerId, owner),
    after === null ? undefined : gt(apiKeys.id, after),
  );
}

/** Queries on people, their sessions, keys and invitations. */
export function createAccountQueries(db: Db) {
  /** The people whom a red record may name. Every user sees the names of others, and nothing else about them. */
  function listPeople(): { id: string; name: string }[] {
    return db
      .select({ id: users.id, name: principals.name })
      .from(users)
      .innerJoin(principals, eq(principals.id, users.id))
      .where(eq(principals.isSuspended, false))
      .orderBy(principals.name, users.id)
      .all();
  }

  function listAccounts(): Account[] {
    return selectAccounts(db);
  }

  function getAccount(id: string): Account | null {
    return findAccount(db, id) ?? null;
  }

  function listInvitations(now: number): Invitation[] {
    return db
      .select()
      .from(invitations)
      .where(gt(invitations.expiresAt, now))
      .orderBy(desc(invitations.createdAt))
      .all()
      .map(toInvitation);
  }

  /** What an invitation is for; anyone who has its token may know. */
  function findInvitation(hash: string, now: number): InvitationInfo | null {
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

  /** One's own keys, or for an administrator everyone's. */
  function listKeys(who: Principal, paging: OwnedPaging): Page<ApiKey> {
    const rows = selectKeys(db, ownedAfter(who, paging), paging.limit + 1);
    return toPage(rows, paging.limit, (key) => key);
  }

  function listDisplayLinks(who: Principal, paging: OwnedPaging): Page<DisplayLink> {
    const rows = selectDisplays(db, ownedAfter(who, paging), paging.limit + 1);
    return toPage(
      rows.map(({ display, ownerClearance }) => shownDisplay(who, display, ownerClearance)),
      paging.limit,
      (display) => display,
    );
  }

  /** The display that a browser has become; null for every other principal. */
  function findOwnDisplay(who: Principal): OpenedDisplay | null {
    const found = selectDisplays(db, eq(apiKeys.id, who.id), 1)[0];
    if (!found) return null;
    const { name, view, locale, theme } = found.display;
    return { name, clearance: who.clearance, view, locale, theme };
  }

  function getPasswordSetAt(person: { id: string } | { email: string }): number | null {
    const row = db
      .select({ at: credentials.updatedAt })
      .from(credentials)
      .innerJoin(users, eq(users.id, credentials.userId))
      .where('id' in person ? eq(users.id, person.id) : eq(users.email, person.email.toLowerCase()))
      .get();
    return row?.at.getTime() ?? null;
  }

  /** How many sign-ins failed recently under each of these keys. */
  function countSignInFailures(keys: readonly string[], now: number): Map<string, number> {
    const rows = db
      .select()
      .from(signInFailures)
      .where(and(inArray(signInFailures.key, [...keys]), gt(signInFailures.since, now - signInFailureMillis)))
      .all();
    return new Map(rows.map(({ key, count }) => [key, count]));
  }

  return {
    listPeople,
    listAccounts,
    getAccount,
    listInvitations,
    findInvitation,
    listSessions,
    listKeys,
    listDisplayLinks,
    findOwnDisplay,
    getPasswordSetAt,
    countSignInFailures,
  };
}
