import { type Tlp, tlpRank } from '@/db/model/words';
import type { Principal } from './principal';

/** What decides who may see a record: its marking, the people a red one names, and its creator. */
export type Marking = { tlp: Tlp; recipients: readonly string[]; createdBy: string };

/** Who reads. */
export type Reader = Pick<Principal, 'id' | 'clearance' | 'ownerId' | 'readsRed'>;

/**
 * The person by whose name red records open to this reader, beside its own id: for a key with the scope `red` that is
 * its owner, for everybody else nobody more.
 */
export function recipientIdOf({ id, ownerId, readsRed }: Omit<Reader, 'clearance'>): string {
  return readsRed && ownerId !== undefined ? ownerId : id;
}

/** The person behind a reader: of a key its owner. What one person may take at a time counts by this. */
export function personOf({ id, ownerId = id }: Pick<Reader, 'id' | 'ownerId'>): string {
  return ownerId;
}

/**
 * May this principal see a record so marked? Up to amber+strict by clearance; red by name alone
 * (its creator and its recipients), whatever the clearance and the role. A key with the scope `red` reads by its
 * owner's name too.
 * The SQL equivalent is `visibleSql` in db/sqlite/queries/visible.ts; a property test holds them equal.
 */
export function visible(who: Reader, marking: Marking): boolean {
  if (marking.tlp === 'red') {
    const names = [who.id, recipientIdOf(who)];
    return names.some((name) => marking.createdBy === name || marking.recipients.includes(name));
  }
  return tlpRank(marking.tlp) <= tlpRank(who.clearance);
}

/** Is `inner` marked stricter than `outer`, so that `outer` may not refer to it? */
export function isStricter(inner: Tlp, outer: Tlp): boolean {
  return tlpRank(inner) > tlpRank(outer);
}
