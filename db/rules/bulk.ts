import type { OperationKind } from '@/db/model/journal/change';
import { type Tlp, tlpRank, tlps } from '@/db/model/words';

/** A bulk change or an undo of at most this many changes is sent like single changes. */
export const maxPlainChanges = 20;

/** The markings after the first changes of an operation, removals left out, with the number of changes of each. */
export type CountedMarkings = readonly { tlp: Tlp; count: number }[];

/**
 * The least clearance for which the feed sends `refetch` instead of the upserts of an operation; null if all are sent.
 * Every import is `refetch` for everyone, a bulk change or an undo from more than 20 changes that the clearance shows.
 * Hidden changes must not count, since their number would show. Red ones count for nobody: who sees them depends on
 * more than the clearance.
 */
export function bulkFrom(kind: OperationKind | null, countMarkings: () => CountedMarkings): Tlp | null {
  if (kind === 'import') return 'clear';
  if (kind !== 'bulk' && kind !== 'undo') return null;
  const counted = countMarkings();
  const seenWith = (clearance: Tlp) =>
    counted
      .filter(({ tlp }) => tlp !== 'red' && tlpRank(tlp) <= tlpRank(clearance))
      .reduce((sum, { count }) => sum + count, 0);
  return tlps.find((clearance) => seenWith(clearance) > maxPlainChanges) ?? null;
}

/** Does a reader with this clearance get `refetch` for the upserts of the operation? */
export function isBulkFor(clearance: Tlp, { bulkFrom: least }: { bulkFrom: Tlp | null }): boolean {
  return least !== null && tlpRank(least) <= tlpRank(clearance);
}
