import { AppError } from '@/db/model/errors';
import { type Role, roles, type Tlp, tlpRank } from '@/db/model/words';
import type { Principal } from './principal';

/** Does this role include what the other may do? viewer < analyst < admin. */
export function hasRole({ role }: Pick<Principal, 'role'>, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/** @throws AppError 'forbidden' where the role does not reach. */
export function requireRole(by: Pick<Principal, 'role'>, role: Role): void {
  if (hasRole(by, role)) return;
  throw new AppError(
    'forbidden',
    role === 'admin'
      ? 'Ask an administrator to do this.'
      : 'You may read and not write: ask an administrator for the role of an analyst.',
  );
}

export function lowerRole(one: Role, other: Role): Role {
  return roles.indexOf(one) < roles.indexOf(other) ? one : other;
}

export function lowerClearance(one: Tlp, other: Tlp): Tlp {
  return tlpRank(one) < tlpRank(other) ? one : other;
}

/**
 * May an administrator act on one with this clearance, or give it? Up to his own: otherwise he could clear
 * himself, or a colleague, for what he is not cleared for.
 */
export function canGrantClearance(by: Pick<Principal, 'role' | 'clearance'>, clearance: Tlp): boolean {
  return hasRole(by, 'admin') && tlpRank(clearance) <= tlpRank(by.clearance);
}
