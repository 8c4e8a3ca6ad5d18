import { type Tlp, tlpRank } from '@/db/model/words';
import type { Principal } from './principal';

/** What decides who may see a record: its marking, and for a red record its recipients and creator. */
export type Marking = { tlp: Tlp; recipients: readonly string[]; createdBy: string };

export type Reader = Pick<Principal, 'id' | 'clearance' | 'ownerId' | 'readsRed'>;

/**
 * The id by which red records name this reader, in addition to its own: for a key with the scope `red` that of its
 * owner, for everyone else its own.
 */
export function recipientIdOf({ id, ownerId, readsRed }: Omit<Reader, 'clearance'>): string {
  return readsRed && ownerId !== undefined ? ownerId : id;
}

/** The id of the person behind a reader, which is the owner of a key; limits per person count by it. */
export function personOf({ id, ownerId = id }: Pick<Reader, 'id' | 'ownerId'>): string {
  return ownerId;
}

/**
 * May this principal see a record with this marking? Up to amber+strict the clearance decides. A red record is visible
 * only to its creator and its recipients, whatever their clearance and role; a key with the scope `red` also sees
 * those that name its owner.
 * The SQL equivalent is `visibleSql` in db/sqlite/queries/visible.ts; a property test holds them equal.
 */
export function visible(who: Reader, marking: Marking): boolean {
  if (marking.tlp === 'red') {
    const ids = [who.id, recipientIdOf(who)];
    return ids.some((id) => marking.createdBy === id || marking.recipients.includes(id));
  }
  return tlpRank(marking.tlp) <= tlpRank(who.clearance);
}

/** Is `inner` stricter than `outer`? A record with the marking `outer` may then not reference one with `inner`. */
export function isStricter(inner: Tlp, outer: Tlp): boolean {
  return tlpRank(inner) > tlpRank(outer);
}
