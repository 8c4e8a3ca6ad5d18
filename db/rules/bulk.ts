import type { OperationKind } from '@/db/model/journal/change';

/** A bulk change or an undo of at most this many changes is sent like single changes. */
export const maxPlainChanges = 20;

/**
 * Whether the feed sends `refetch` for the upserts of an operation: for every import, and for a bulk change or an undo of
 * more than 20 changes. `countChanges` may stop counting at the next one.
 */
export function isBulk(kind: OperationKind | null, countChanges: () => number): boolean {
  if (kind === 'import') return true;
  return (kind === 'bulk' || kind === 'undo') && countChanges() > maxPlainChanges;
}
