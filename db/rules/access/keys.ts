import { type KeyInput, maxKeys } from '@/db/model/access/account';
import type { Principal } from '@/db/model/access/principal';
import { hasRole, lowerClearance } from '@/db/model/access/rights';
import { type AppError, failure, invalid, notFound } from '@/db/model/errors';
import { dayMillis, iso } from '@/db/model/values/moment';
import type { Role, Tlp } from '@/db/model/words';
import type { Decision } from '@/db/rules/decision';
import type { AccessLogEntry } from './access-entry';
import { refuseClearance } from './grants';

type NewKey = {
  principal: { id: string; kind: 'key'; name: string; role: Role; clearance: Tlp };
  key: { id: string; ownerId: string; scope: 'read' | 'write'; readsRed: boolean; expiresAt: number };
  entry: AccessLogEntry;
};

/** Decides a new API key, which never has more rights than its owner. `now` and `expiresAt` in ms. */
export function decideKey(
  by: Principal,
  id: string,
  { name, scopes, clearance, days }: KeyInput,
  now: number,
  { keyCount }: { keyCount: number },
): Decision<NewKey> {
  if (by.kind !== 'person') return failure('key-of-program');
  const tooMany = refuseMoreKeys(keyCount);
  if (tooMany) return tooMany;
  const expiresAt = now + days * dayMillis;
  const scope = scopes.includes('write') ? 'write' : 'read';
  const effective = lowerClearance(clearance, by.clearance);
  return {
    principal: {
      id,
      kind: 'key',
      name,
      role: scope === 'read' ? 'viewer' : 'analyst',
      clearance: effective,
    },
    key: { id, ownerId: by.id, scope, readsRed: scopes.includes('red'), expiresAt },
    entry: {
      what: 'made-key',
      accountId: id,
      details: { name, scopes, clearance: effective, expiresAt: iso(expiresAt) },
    },
  };
}

/** Keys and wall displays count together. */
export function refuseMoreKeys(keyCount: number): AppError | null {
  return keyCount < maxKeys ? null : invalid('name', 'too-many-keys', { max: maxKeys });
}

/** An existing key or wall display; `clearance` is that of its owner. */
export type OwnedKey = { id: string; ownerId: string; clearance: Tlp };
type KeyAct = 'revoked-key' | 'revoked-display' | 'renewed-display';

/**
 * Decides an act on an existing key or wall display: an administrator may act on those of people up to their own
 * clearance.
 */
export function decideKeyAct(
  by: Principal,
  key: OwnedKey | undefined,
  what: KeyAct,
): Decision<AccessLogEntry> {
  if (!key || (key.ownerId !== by.id && !hasRole(by, 'admin')))
    return notFound(what === 'revoked-key' ? 'key' : 'display');
  const above = key.ownerId === by.id ? null : refuseClearance(by, key.clearance, 'id');
  return above ?? { what, accountId: key.id };
}
