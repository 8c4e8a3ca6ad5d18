import type { Principal } from '@/db/model/access/principal';
import { type Marking, visible } from '@/db/model/access/visible';
import { type AppError, invalid } from '@/db/model/errors';

/** Refuses a marking under which the author could not see the record; null if they could. */
export function refuseInvisibleToAuthor(by: Principal, marking: Marking): AppError | null {
  return visible(by, marking) ? null : invalid('tlp', 'own-sight');
}
