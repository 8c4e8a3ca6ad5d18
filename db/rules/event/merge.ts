import type { Principal } from '@/db/model/access/principal';
import { isStricter, type Marking, visible } from '@/db/model/access/visible';
import { failure, isAppError } from '@/db/model/errors';
import type { EventRecord } from '@/db/model/event/event';
import { mergeEvents, refuseMerge, refuseOverLimit } from '@/db/model/event/merge';
import type { Decision } from '@/db/rules/decision';
import { refuseInvisibleToAuthor } from '@/db/rules/refusals';
import { type EventWrite, nextContent, type StoredEvent } from './changes';
import { eventMarking } from './event-marking';
import type { NameReferences } from './named-record';

type Merge = { by: Principal; reason: string; now: number; newId: () => string };

/** Could this person or key see a record with this marking? */
export type CanSee = (id: string, marking: Marking) => boolean;

/** Decides what the surviving event becomes when `merged` is merged into it. Deleting `merged` is decided apart. */
export function decideMerge(
  merged: StoredEvent,
  into: StoredEvent,
  { by, reason, now, newId }: Merge,
  { canSee, names }: { canSee: CanSee; names: (record: EventRecord) => NameReferences },
): Decision<EventWrite> {
  const refusal = refuseMerge(merged, into);
  if (refusal) return refusal;
  const marking = unitedMarking(merged, into, canSee);
  if (isAppError(marking)) return marking;
  const record = { ...mergeEvents(merged, into, newId), ...marking };
  return (
    refuseOverLimit(record) ??
    refuseInvisibleToAuthor(by, { ...marking, createdBy: into.createdBy }) ??
    nextContent(into, record, { by, reason, now }, names(record))
  );
}

/**
 * The stricter marking, so that nobody sees what they could not see before. A red record names those who could read
 * both; refused if that would show the merged record to the creator of the surviving one, who always sees theirs.
 */
function unitedMarking(
  merged: StoredEvent,
  into: StoredEvent,
  canSee: CanSee,
): Decision<Pick<EventRecord, 'tlp' | 'recipients'>> {
  const [own, other] = [eventMarking(into), eventMarking(merged)];
  const tlp = isStricter(other.tlp, own.tlp) ? other.tlp : own.tlp;
  if (tlp !== 'red') return { tlp, recipients: [] };
  // A creator whose clearance was lowered sees their red record, and not one with another marking.
  if (!canSee(into.createdBy, own) || !canSee(into.createdBy, other)) return failure('merge-shows-creator');
  const named = [own, other].flatMap((one) => (one.tlp === 'red' ? [one.createdBy, ...one.recipients] : []));
  const recipients = unique(named).filter(
    (id) => id !== into.createdBy && canSee(id, own) && canSee(id, other),
  );
  return { tlp, recipients };
}

/** The test of `visible` for principals whose clearance is looked up. */
export function canSeeWith(
  clearanceOf: (id: string) => Pick<Principal, 'id' | 'clearance'> | undefined,
): CanSee {
  return (id, marking) => {
    const reader = clearanceOf(id);
    return reader !== undefined && visible(reader, marking);
  };
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
