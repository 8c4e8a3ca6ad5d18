import type { Principal } from './principal';
import { type Tlp, tlpRank } from './words';

/** What decides who may see a record: its marking, the people a red one names, and its creator. */
export type Marking = { tlp: Tlp; recipients: readonly string[]; createdBy: string };

/**
 * May this principal see a record so marked? Up to amber+strict by clearance; red by name alone
 * (its creator and its recipients), whatever the clearance and the role.
 * The SQL twin is `visibleSql` in db/sqlite/visible.ts; a property test holds them equal.
 */
export function visible(who: Pick<Principal, 'id' | 'clearance'>, marking: Marking): boolean {
  if (marking.tlp === 'red') {
    return marking.createdBy === who.id || marking.recipients.includes(who.id);
  }
  return tlpRank(marking.tlp) <= tlpRank(who.clearance);
}

/** Is `inner` marked stricter than `outer`, so that `outer` may not refer to it? */
export function isStricter(inner: Tlp, outer: Tlp): boolean {
  return tlpRank(inner) > tlpRank(outer);
}
