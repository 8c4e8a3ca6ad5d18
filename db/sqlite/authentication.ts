import { and, eq, gt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Principal } from '../model/access/principal';
import { systemId } from '../model/access/principal-ids';
import { lowerClearance, lowerRole } from '../model/access/rights';
import type { LegacyKeyScope } from '../model/words';
import type { Authentication, SecretKind } from '../store-accounts';
import type { Db } from './client';
import { apiKeys, rights, sessions, users } from './schema/accounts';
import { principals } from './schema/reference';

const principalColumns = {
  id: principals.id,
  kind: principals.kind,
  name: principals.name,
  role: principals.role,
  clearance: principals.clearance,
};
const maxCached = 20_000;

/**
 * Finds the principal of a session token or of the hash of a key. The lookup is cached until a person, a session or
 * a key changes, in this process or another: triggers then raise the version in the table `rights`.
 */
export function createAuthenticator(db: Db) {
  const owner = alias(principals, 'owner');
  const bySession = db
    .select({ ...principalColumns, session: sessions.id, expiresAt: sessions.expiresAt })
    .from(sessions)
    .innerJoin(principals, eq(principals.id, sessions.userId))
    .where(and(eq(sessions.token, sql.placeholder('secret')), eq(principals.isSuspended, false)))
    .prepare();
  const byKey = db
    .select({
      ...principalColumns,
      scope: apiKeys.scope,
      readsRed: apiKeys.readsRed,
      display: apiKeys.display,
      ownerId: apiKeys.ownerId,
      expiresAt: apiKeys.expiresAt,
      ownerRole: owner.role,
      ownerClearance: owner.clearance,
    })
    .from(apiKeys)
    .innerJoin(principals, eq(principals.id, apiKeys.id))
    .innerJoin(owner, eq(owner.id, apiKeys.ownerId))
    .where(and(eq(apiKeys.hash, sql.placeholder('secret')), eq(owner.isSuspended, false)))
    .prepare();
  const anyUser = db.select({ id: users.id }).from(users).limit(1).prepare();
  const version = db.select({ version: rights.version }).from(rights).limit(1).prepare();
  const dataVersion = db.$client.prepare<[], number>('pragma data_version').pluck();
  const cache = new Map<string, Authentication | null>();
  let seen: { data: number | undefined; rights: number | undefined } = { data: -1, rights: -1 };
  let cachedHasAccounts: boolean | undefined;
  let isChecked = false;

  /** Checks once per turn of the event loop, because a frame authenticates hundreds of viewers at a time. */
  function clearCacheIfChanged(): void {
    if (isChecked) return;
    isChecked = true;
    queueMicrotask(() => {
      isChecked = false;
    });
    const data = dataVersion.get();
    if (data === seen.data) return;
    const now = version.get()?.version;
    if (now !== seen.rights) {
      cache.clear();
      cachedHasAccounts = undefined;
    }
    seen = { data, rights: now };
  }

  /** Null if the secret is unknown or expired, or its person is suspended. */
  function authenticate(kind: SecretKind, secret: string, now: number): Authentication | null {
    clearCacheIfChanged();
    const cacheKey = `${kind} ${secret}`;
    let found = cache.get(cacheKey);
    if (found === undefined) {
      found = kind === 'session' ? findSession(secret) : findKey(secret, kind === 'display');
      // Unknown secrets are not cached: made-up ones would fill the cache.
      if (found && cache.size < maxCached) cache.set(cacheKey, found);
    }
    return found && found.expiresAt > now ? found : null;
  }

  function findSession(secret: string): Authentication | null {
    const row = bySession.get({ secret });
    if (!row) return null;
    const { session, expiresAt, ...principal } = row;
    return { principal, session, expiresAt: expiresAt.getTime() };
  }

  function findKey(secret: string, isDisplay: boolean): Authentication | null {
    const row = byKey.get({ secret });
    if (!row || (row.display !== null) !== isDisplay) return null;
    const { scope, expiresAt, ownerRole, ownerClearance, display: _, ...key } = row;
    const limited = limitKey(key, scope, { role: ownerRole, clearance: ownerClearance });
    const principal = isDisplay ? { ...limited, isDisplay } : limited;
    return { principal, session: null, expiresAt };
  }

  /** Does any account exist? Until then, requests from this machine act as the local principal. */
  function hasAccounts(): boolean {
    clearCacheIfChanged();
    cachedHasAccounts ??= anyUser.get() !== undefined;
    return cachedHasAccounts;
  }

  return { authenticate, hasAccounts };
}

/** Reads a principal's current rights, which may have changed since its request was authenticated; null if it lost access. */
export function createPrincipalLookup(db: Db): (by: Principal, now: number) => Principal | null {
  const person = db
    .select(principalColumns)
    .from(principals)
    .where(and(eq(principals.id, sql.placeholder('id')), eq(principals.isSuspended, false)))
    .prepare();
  const ownerOf = db
    .select({ ownerId: apiKeys.ownerId, scope: apiKeys.scope, readsRed: apiKeys.readsRed })
    .from(apiKeys)
    .where(and(eq(apiKeys.id, sql.placeholder('id')), gt(apiKeys.expiresAt, sql.placeholder('now'))))
    .prepare();
  return (by, now) => {
    if (by.id === systemId || by.kind === 'local') return by;
    const current = person.get({ id: by.id });
    if (!current || by.kind === 'person') return current ?? null;
    const key = ownerOf.get({ id: by.id, now });
    const owner = key && person.get({ id: key.ownerId });
    if (!owner) return null;
    const { scope, ...more } = key;
    return limitKey({ ...current, ...more }, scope, owner);
  };
}

/** Limits a key to its scope and to its owner's current rights. */
function limitKey(
  key: Principal,
  scope: LegacyKeyScope,
  owner: Pick<Principal, 'role' | 'clearance'>,
): Principal {
  return {
    ...key,
    role: lowerRole(scope === 'read' ? 'viewer' : 'analyst', owner.role),
    clearance: lowerClearance(key.clearance, owner.clearance),
  };
}
