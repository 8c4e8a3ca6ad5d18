import { failure } from '@/db/model/errors';
import { type Role, roles, type Tlp, tlpRank } from '@/db/model/words';
import type { Principal } from './principal';

/** Does the role include the needed one? viewer < analyst < admin. */
export function hasRole({ role }: Pick<Principal, 'role'>, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/** @throws AppError 'forbidden' if the role does not include the needed one */
export function requireRole(by: Pick<Principal, 'role'>, role: Role): void {
  if (hasRole(by, role)) return;
  throw failure(role === 'admin' ? 'admin-needed' : 'analyst-needed');
}

export function lowerRole(one: Role, other: Role): Role {
  return roles.indexOf(one) < roles.indexOf(other) ? one : other;
}

export function lowerClearance(one: Tlp, other: Tlp): Tlp {
  return tlpRank(one) < tlpRank(other) ? one : other;
}

/**
 * Can an administrator grant this clearance, or change a person who has it? Only up to their own: otherwise they could
 * give themselves or a colleague a higher one.
 */
export function canGrantClearance(by: Pick<Principal, 'role' | 'clearance'>, clearance: Tlp): boolean {
  return hasRole(by, 'admin') && tlpRank(clearance) <= tlpRank(by.clearance);
}
