import type { Principal } from '@/db/model/access/principal';
import { hasRole } from '@/db/model/access/rights';
import { type Marking, personOf, visible } from '@/db/model/access/visible';
import { type AppError, failure, invalid } from '@/db/model/errors';

/** Refuses a marking under which the author could not see the record; null if they could. */
export function refuseInvisibleToAuthor(by: Principal, marking: Marking): AppError | null {
  return visible(by, marking) ? null : invalid('tlp', 'own-sight');
}

/**
 * Refuses a change of a record with the marking `owner` by anybody but its owner, also with one of their keys; sharing
 * it lets others read it. An administrator can delete what is shared, such as the view of a person who has left.
 */
export function refuseOtherOwner(
  by: Principal,
  createdBy: string,
  act: 'change' | 'delete',
): AppError | null {
  const isOwner = [by.id, personOf(by)].includes(createdBy);
  return isOwner || (act === 'delete' && hasRole(by, 'admin')) ? null : failure('owner-needed');
}
