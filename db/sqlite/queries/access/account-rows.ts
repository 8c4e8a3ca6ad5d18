import { and, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Account, ApiKey, Invitation } from '../../../model/access/account';
import type { DisplayLink } from '../../../model/access/display-link';
import { scopesOf } from '../../../model/access/key-scopes';
import { iso } from '../../../model/values/moment';
import type { Tlp } from '../../../model/words';
import type { OwnedKey } from '../../../rules/access/keys';
import type { Db } from '../../client';
import { apiKeys, type invitations, users } from '../../schema/accounts';
import { principals } from '../../schema/reference';

const owners = alias(principals, 'owners');

const columns = {
  id: users.id,
  version: principals.version,
  name: principals.name,
  email: users.email,
  role: principals.role,
  clearance: principals.clearance,
  isSuspended: principals.isSuspended,
  hasSecondFactor: users.twoFactorEnabled,
  createdAt: users.createdAt,
};

export function selectAccounts(db: Db, where?: SQL): Account[] {
  return db
    .select(columns)
    .from(users)
    .innerJoin(principals, eq(principals.id, users.id))
    .where(where)
    .orderBy(principals.name, users.id)
    .all()
    .map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

export function findAccount(db: Db, id: string): Account | undefined {
  return selectAccounts(db, eq(users.id, id))[0];
}

export function toInvitation(row: typeof invitations.$inferSelect): Invitation {
  const { id, kind, email, role, clearance, createdAt, expiresAt } = row;
  return { id, kind, email, role, clearance, createdAt: iso(createdAt), expiresAt: iso(expiresAt) };
}

/** Keys that are no wall displays, in order of id, which is the order of creation. */
export function selectKeys(db: Db, where: SQL | undefined, limit: number): ApiKey[] {
  return selectOwned(db, and(isNull(apiKeys.display), where), limit).map(
    ({ key, name, clearance, owner }) => ({
      id: key.id,
      name,
      owner: { id: key.ownerId, name: owner },
      start: key.start,
      scope: key.scope,
      scopes: scopesOf({ write: key.scope === 'write', red: key.readsRed }),
      clearance,
      createdAt: iso(key.createdAt),
      expiresAt: iso(key.expiresAt),
    }),
  );
}

type WithView = DisplayLink & { view: string };

/** Wall displays, in order of id, each with the clearance of its owner. */
export function selectDisplays(
  db: Db,
  where: SQL | undefined,
  limit: number,
): { display: WithView; ownerClearance: Tlp }[] {
  return selectOwned(db, and(isNotNull(apiKeys.display), where), limit).map(
    ({ key, name, clearance, owner, ownerClearance }) => ({
      ownerClearance,
      display: {
        id: key.id,
        name,
        owner: { id: key.ownerId, name: owner },
        clearance,
        view: '',
        ...key.display,
        createdAt: iso(key.createdAt),
        expiresAt: iso(key.expiresAt),
        openedAt: key.openedAt === null ? null : iso(key.openedAt),
      },
    }),
  );
}

function selectOwned(db: Db, where: SQL | undefined, limit: number) {
  return db
    .select({
      key: apiKeys,
      name: principals.name,
      clearance: principals.clearance,
      owner: users.name,
      ownerClearance: owners.clearance,
    })
    .from(apiKeys)
    .innerJoin(principals, eq(principals.id, apiKeys.id))
    .innerJoin(owners, eq(owners.id, apiKeys.ownerId))
    .innerJoin(users, eq(users.id, apiKeys.ownerId))
    .where(where)
    .orderBy(apiKeys.id)
    .limit(limit)
    .all();
}

/** The owner of a key or of a wall display, and the owner's clearance. */
export function findOwnedKey(
  db: Db,
  id: string,
  kind: 'key' | 'display',
): (OwnedKey & { expiresAt: number }) | undefined {
  const ofKind = kind === 'key' ? isNull(apiKeys.display) : isNotNull(apiKeys.display);
  return db
    .select({
      id: apiKeys.id,
      ownerId: apiKeys.ownerId,
      clearance: principals.clearance,
      expiresAt: apiKeys.expiresAt,
    })
    .from(apiKeys)
    .innerJoin(principals, eq(principals.id, apiKeys.ownerId))
    .where(and(eq(apiKeys.id, id), ofKind))
    .get();
}
