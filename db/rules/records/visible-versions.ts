import { type Marking, type Reader, visible } from '@/db/model/access/visible';
import type { RecordMarking } from '@/db/model/records/define-record';
import type { Version } from '@/db/rules/versions';

type Declared = { marking: RecordMarking };
type Marked = Pick<Version, 'before' | 'after' | 'createdBy'>;

/** Does the marking of a version let this reader see it? The role that its type requires is checked before. */
export function isVersionVisible(
  who: Reader,
  { marking }: Declared,
  { before, after, createdBy }: Marked,
): boolean {
  if (marking === 'role') return true;
  const version = after ?? before;
  // All who could see a red event are among the recipients of the entry.
  return version !== null && visible(who, { ...version, createdBy: marking === 'ofEvent' ? '' : createdBy });
}

/**
 * Could this reader see a record that is deleted? `last` is its last version, `event` the marking of its event now; null
 * if it belongs to none, or that is gone.
 */
export function isDeletionVisible(
  who: Reader,
  { marking }: Declared,
  { before, createdBy, isDeletion }: Omit<Marked, 'after'> & { isDeletion: boolean },
  event: Marking | null,
): boolean {
  if (!isDeletion) return false;
  if (marking === 'ofEvent' && !(event && visible(who, event))) return false;
  return isVersionVisible(who, { marking }, { before, after: null, createdBy });
}
