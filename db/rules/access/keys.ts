import { type KeyInput, maxKeys } from '@/db/model/access/account';
import type { Principal } from '@/db/model/access/principal';
import { hasRole, lowerClearance } from '@/db/model/access/rights';
import { failure, invalid, notFound } from '@/db/model/errors';
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
  if (keyCount >= maxKeys) return invalid('name', 'too-many-keys', { max: maxKeys });
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

/** `clearance` is that of the owner: an administrator may revoke the keys of people up to their own. */
export function decideKeyRevocation(
  by: Principal,
  key: { id: string; ownerId: string; clearance: Tlp } | undefined,
): Decision<AccessLogEntry> {
  if (!key || (key.ownerId !== by.id && !hasRole(by, 'admin'))) return notFound('key');
  const above = key.ownerId === by.id ? null : refuseClearance(by, key.clearance, 'id');
  return above ?? { what: 'revoked-key', accountId: key.id };
}
