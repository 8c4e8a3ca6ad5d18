import { and, eq, gt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Principal } from '../model/access/principal';
import { lowerClearance, lowerRole } from '../model/access/rights';
import type { KeyReach } from '../model/words';
import type { Access } from '../store-accounts';
import type { Db } from './client';
import { apiKeys, rights, sessions, users } from './schema/accounts';
import { principals } from './schema/reference';

const who = {
  id: principals.id,
  kind: principals.kind,
  name: principals.name,
  role: principals.role,
  clearance: principals.clearance,
};
const most = 20_000;

/**
 * Who acts, by the token of his session or the hash of his key: one prepared look-up each, kept until a person, a
 * session or a key changes anywhere, in this process or another (the table `rights` tells).
 */
export function createAccess(db: Db) {
  const owner = alias(principals, 'owner');
  const bySession = db
    .select({ ...who, session: sessions.id, expiresAt: sessions.expiresAt })
    .from(sessions)
    .innerJoin(principals, eq(principals.id, sessions.userId))
    .where(and(eq(sessions.token, sql.placeholder('secret')), eq(principals.isSuspended, false)))
    .prepare();
  const byKey = db
    .select({
      ...who,
      scope: apiKeys.scope,
      readsRed: apiKeys.readsRed,
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
  const anybody = db.select({ id: users.id }).from(users).limit(1).prepare();
  const version = db.select({ version: rights.version }).from(rights).limit(1).prepare();
  const dataVersion = db.$client.prepare<[], number>('pragma data_version').pluck();
  const kept = new Map<string, Access | null>();
  let seen: { data: number | undefined; rights: number | undefined } = { data: -1, rights: -1 };
  let isPeopled: boolean | undefined;
  let isFresh = false;

  /** Once in a run of the event loop: a frame asks for hundreds of viewers at a time. */
  function renew(): void {
    if (isFresh) return;
    isFresh = true;
    queueMicrotask(() => {
      isFresh = false;
    });
    const data = dataVersion.get();
    if (data === seen.data) return;
    const now = version.get()?.version;
    if (now !== seen.rights) {
      kept.clear();
      isPeopled = undefined;
    }
    seen = { data, rights: now };
  }

  /** Null where nobody is known by it, he is suspended, or it has run out. */
  function find(kind: 'session' | 'key', secret: string, now: number): Access | null {
    renew();
    const name = `${kind} ${secret}`;
    let access = kept.get(name);
    if (access === undefined) {
      access = kind === 'session' ? findSession(secret) : findKey(secret);
      // Of what is made up nothing is kept: it would push out what is true.
      if (access && kept.size < most) kept.set(name, access);
    }
    return access && access.expiresAt > now ? access : null;
  }

  function findSession(secret: string): Access | null {
    const row = bySession.get({ secret });
    if (!row) return null;
    const { session, expiresAt, ...principal } = row;
    return { principal, session, expiresAt: expiresAt.getTime() };
  }

  function findKey(secret: string): Access | null {
    const row = byKey.get({ secret });
    if (!row) return null;
    const { scope, expiresAt, ownerRole, ownerClearance, ...key } = row;
    const principal = limited(key, scope, { role: ownerRole, clearance: ownerClearance });
    return { principal, session: null, expiresAt };
  }

  /** Has anybody an account? Until then whoever is at this machine acts as the local principal. */
  function hasPeople(): boolean {
    renew();
    isPeopled ??= anybody.get() !== undefined;
    return isPeopled;
  }

  return { find, hasPeople };
}

/** The same person or key as it is now, for a command that was asked for a moment ago. */
export function createToday(db: Db): (by: Principal, now: number) => Principal | null {
  const person = db
    .select(who)
    .from(principals)
    .where(and(eq(principals.id, sql.placeholder('id')), eq(principals.isSuspended, false)))
    .prepare();
  const ownerOf = db
    .select({ ownerId: apiKeys.ownerId, scope: apiKeys.scope, readsRed: apiKeys.readsRed })
    .from(apiKeys)
    .where(and(eq(apiKeys.id, sql.placeholder('id')), gt(apiKeys.expiresAt, sql.placeholder('now'))))
    .prepare();
  return (by, now) => {
    if (by.kind === 'system' || by.kind === 'local') return by;
    const today = person.get({ id: by.id });
    if (!today || by.kind === 'person') return today ?? null;
    const key = ownerOf.get({ id: by.id, now });
    const owner = key && person.get({ id: key.ownerId });
    if (!owner) return null;
    const { scope, ...more } = key;
    return limited({ ...today, ...more }, scope, owner);
  };
}

/** What a key may do: what its scope says, and no more than its owner may today. */
function limited(key: Principal, scope: KeyReach, owner: Pick<Principal, 'role' | 'clearance'>): Principal {
  return {
    ...key,
    role: lowerRole(scope === 'read' ? 'viewer' : 'analyst', owner.role),
    clearance: lowerClearance(key.clearance, owner.clearance),
  };
}
