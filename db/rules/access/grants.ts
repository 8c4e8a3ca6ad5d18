import type { Principal } from '@/db/model/access/principal';
import { canGrantClearance } from '@/db/model/access/rights';
import { type AppError, invalid } from '@/db/model/errors';

type Rights = Pick<Principal, 'role' | 'clearance'>;

/** Refuses a clearance above that of the administrator; null if they may grant it. */
export function refuseClearance(by: Rights, clearance: Rights['clearance'], path: string): AppError | null {
  if (canGrantClearance(by, clearance)) return null;
  return invalid(path, 'above-own-clearance');
}
