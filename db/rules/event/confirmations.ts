import { type Principal, systemPrincipal } from '@/db/model/access/principal';
import { personOf } from '@/db/model/access/visible';
import { failure } from '@/db/model/errors';
import type { UnconfirmedChange } from '@/db/model/event/confirmation';
import type { EventRecord } from '@/db/model/event/event';
import { isSame } from '@/db/model/journal/history';
import type { Decision } from '@/db/rules/decision';
import { refuseInvisibleToAuthor } from '@/db/rules/refusals';
import {
  contentOf,
  decideDeletion,
  decideRestoration,
  type EventRemoval,
  type EventWrite,
  nextVersion,
  type StoredEvent,
} from './changes';
import { type LastingReferences, refuseLostReferences } from './references';
import { knownChanges, revert, standing } from './two-persons';

/** Who confirms or reverts, why, and when (ms). */
type Act = { by: Principal; reason: string | null; now: number };

/** An event and, if its deletion is to be confirmed, the person who deleted it. */
export type EventToConfirm = { event: StoredEvent; deletedBy: string | null };

/**
 * Decides that a second person confirms what others changed; what they changed themselves stays to be confirmed. Of a
 * deleted event the deletion is confirmed.
 */
export function decideConfirmation(
  { event, deletedBy }: EventToConfirm,
  { by, reason, now }: Act,
  references: LastingReferences,
): Decision<EventWrite | EventRemoval> {
  const person = personOf(by);
  if (event.isDeleted) {
    if (deletedBy === null) return failure('nothing-to-confirm');
    return deletedBy === person
      ? failure('second-person-needed')
      : decideDeletion(event, reason, systemPrincipal);
  }
  const { unconfirmed: all = [] } = event.record;
  const known = knownChanges(by, all);
  if (known.length === 0) return failure('nothing-to-confirm');
  const confirmed = known.filter((one) => one.by !== person);
  if (confirmed.length === 0) return failure('second-person-needed');
  const left = all.filter((one) => !confirmed.includes(one));
  return nextVersion(event, withChanges(event.record, left), reason, now, references);
}

/**
 * Decides that what is to be confirmed is reverted: the record gets back what stood before, as far as nobody has changed
 * it since. The person who made the change may revert it too.
 */
export function decideReversal(
  { event, deletedBy }: EventToConfirm,
  { by, reason, now }: Act & { reason: string },
  references: LastingReferences,
): Decision<EventWrite> {
  if (event.isDeleted) {
    return deletedBy === null
      ? failure('nothing-to-confirm')
      : decideRestoration(event, reason, now, references);
  }
  const { unconfirmed: all = [] } = event.record;
  const known = knownChanges(by, all);
  if (known.length === 0) return failure('nothing-to-confirm');
  const content = contentOf(event.record);
  const restored = revert(content, known);
  if (isSame(content, restored)) return failure('changed-since');
  const record = withChanges(restored, standing(all, restored));
  return (
    refuseInvisibleToAuthor(by, { ...restored, createdBy: event.createdBy }) ??
    refuseLostReferences(restored, references) ??
    nextVersion(event, record, reason, now, references)
  );
}

function withChanges(content: EventRecord, unconfirmed: UnconfirmedChange[]): EventRecord {
  return unconfirmed.length === 0 ? contentOf(content) : { ...content, unconfirmed };
}
