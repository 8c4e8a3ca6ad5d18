import { type Principal, systemPrincipal } from '@/db/model/access/principal';
import { systemId } from '@/db/model/access/principal-ids';
import { type AppError, type FieldError, invalidFields } from '@/db/model/errors';
import { completeRecord, isActivity } from '@/db/model/event/complete-record';
import type { EventInput, EventRecord } from '@/db/model/event/event';
import { isSame } from '@/db/model/journal/history';
import { iso, startMillis } from '@/db/model/values/moment';
import type { Decision } from '@/db/rules/decision';
import type { ChangeMarking, JournalEntry } from '@/db/rules/journal-entry';
import { refuseInvisibleToAuthor } from '@/db/rules/refusals';
import { textOfEvent } from '@/db/rules/search-text';
import { columnsOf, deletedColumns, type IndexRows, indexRowsOf } from './index-rows';
import { type NamedRecord, type NameReferences, withNames } from './named-record';
import { type EventReferences, referenceErrors, refuseLostReferences } from './references';
import { needsSecondPerson, unconfirmedAfter } from './two-persons';
import { corroborationErrors, verificationErrors } from './verification';

/** An event as it is stored. Times in ms. */
export type StoredEvent = {
  id: string;
  ref: string;
  version: number;
  createdBy: string;
  activityAt: number;
  isDeleted: boolean;
  record: EventRecord;
};

/** A version of an event as a store writes it: the record, what it is found by, and its journal entry. */
export type EventWrite = {
  version: number;
  activityAt: number;
  record: NamedRecord;
  columns: ReturnType<typeof columnsOf>;
  rows: IndexRows;
  text: string;
  entry: JournalEntry<'event'>;
};

/** The deletion of an event, which leaves all lists. Its recipients stay, because they may read its history. */
export type EventRemoval = {
  version: number;
  activityAt: number;
  columns: typeof deletedColumns;
  entry: JournalEntry<'event'>;
  /** Is it to be confirmed by a second person? */
  isUnconfirmed: boolean;
};

/** The author, the time of the change (ms), and what gives the ids of new sources. */
/** `isImported`: history, which is no news. */
type Change = { by: Principal; now: number; newId: () => string; isImported?: boolean };

/** Decides a new event. `id` and `ref` are those of the event, which a store hands out. */
export function decideCreation(
  input: EventInput,
  { id, ref }: Pick<StoredEvent, 'id' | 'ref'>,
  { by, now, newId, isImported = false }: Change,
  references: EventReferences,
): Decision<EventWrite> {
  const refusal = refuse([...referenceErrors(input, null, references), ...corroborationErrors(input, null)]);
  if (refusal) return refusal;
  const record = completeRecord(input, newId, { before: null, now });
  const activityAt = isImported ? Math.min(startMillis(record.at), now) : now;
  const event = { id, ref, version: 1, createdBy: by.id, activityAt };
  return (
    refuseInvisibleToAuthor(by, { ...record, createdBy: by.id }) ??
    writeOf(event, null, record, null, references)
  );
}

/** Decides an edit; null if it changes nothing but links, which are rows beside the records. */
export function decideEdit(
  before: StoredEvent,
  { input, reason }: { input: EventInput; reason: string | null },
  { by, now, newId }: Change,
  references: EventReferences,
): Decision<EventWrite | null> {
  const refusal = refuse([
    ...referenceErrors(input, before.record, references),
    ...corroborationErrors(input, before.record),
    ...verificationErrors(input, before.record, reason),
  ]);
  if (refusal) return refusal;
  const record = completeRecord(input, newId, { before: before.record, now });
  if (isSame(contentOf(before.record), record)) return null;
  return (
    refuseInvisibleToAuthor(by, { ...record, createdBy: before.createdBy }) ??
    nextVersion(before, withUnconfirmed(before, record, by, now), reason, now, references)
  );
}

function refuse(errors: FieldError[]): AppError | null {
  return errors.length === 0 ? null : invalidFields(errors);
}

export function decideDeletion(
  before: StoredEvent,
  reason: string | null,
  by: Pick<Principal, 'id'>,
): EventRemoval {
  const version = before.version + 1;
  return {
    version,
    activityAt: before.activityAt,
    columns: deletedColumns,
    entry: entryOf({ ...before, version }, before.record, null, reason),
    isUnconfirmed: by.id !== systemId && needsSecondPerson('deleted', before.record, null),
  };
}

/** Decides the restoration of a deleted event, unchanged, as its next version. */
export function decideRestoration(
  before: StoredEvent,
  reason: string,
  now: number,
  references: Pick<EventReferences, 'missions' | 'actors' | 'visits'>,
): Decision<EventWrite> {
  return (
    refuseLostReferences(before.record, references) ??
    nextVersion(before, before.record, reason, now, references)
  );
}

/**
 * Decides that an event gets an earlier content back, as its next version, and its place among the latest of then. Its
 * verification returns with the sources that it was set with, so it is not judged again.
 */
export function decideReturn(
  before: StoredEvent,
  { record, activityAt }: Pick<StoredEvent, 'record' | 'activityAt'>,
  reason: string,
  { by, now }: Pick<Change, 'by' | 'now'>,
  references: Pick<EventReferences, 'missions' | 'actors' | 'visits'>,
): Decision<EventWrite> {
  const { isDeleted, version } = before;
  return (
    refuseInvisibleToAuthor(by, { ...record, createdBy: before.createdBy }) ??
    refuseLostReferences(record, references) ??
    writeOf(
      { ...before, version: version + 1, activityAt },
      isDeleted ? null : before.record,
      withUnconfirmed(before, contentOf(record), by, now),
      reason,
      references,
    )
  );
}

/** Decides the lapse of a threat whose validity has ended; null for an incident. */
export function decideLapse(before: StoredEvent, now: number, names: NameReferences): EventWrite | null {
  const { threat } = before.record;
  if (!threat) return null;
  const at = iso(now);
  const lapsed = { ...threat, status: 'lapsed' as const, statusReason: null, lapsedAt: at, endedAt: at };
  const record = { ...contentOf(before.record), threat: lapsed };
  return nextVersion(before, withUnconfirmed(before, record, systemPrincipal, now), null, now, names);
}

/** Decides that an event names these actors and visits no more, because they are removed with their exercise or example. */
export function decideNameRemoval(
  before: StoredEvent,
  ids: ReadonlySet<string>,
  reason: string,
  now: number,
  names: NameReferences,
): EventWrite {
  const content = contentOf(before.record);
  const record = {
    ...content,
    actors: content.actors.filter(({ actorId }) => !ids.has(actorId)),
    targets: content.targets.map((target) =>
      target.visitId !== null && ids.has(target.visitId) ? { ...target, visitId: null } : target,
    ),
  };
  return nextVersion(before, withUnconfirmed(before, record, systemPrincipal, now), reason, now, names);
}

/** Decides that an event no longer bears the references of others, which lead to a restored one again. */
export function decideRelease(
  before: StoredEvent,
  ids: readonly string[],
  { by, now }: Pick<Change, 'by' | 'now'>,
  names: NameReferences,
): EventWrite {
  const { merged = [], ...content } = contentOf(before.record);
  const left = merged.filter(({ id }) => !ids.includes(id));
  const record = left.length === 0 ? content : { ...content, merged: left };
  return nextContent(before, record, { by, reason: null, now }, names);
}

/** Decides a new content as the next version. */
export function nextContent(
  before: StoredEvent,
  content: EventRecord,
  { by, reason, now }: Pick<Change, 'by' | 'now'> & { reason: string | null },
  names: NameReferences,
): EventWrite {
  return nextVersion(before, withUnconfirmed(before, content, by, now), reason, now, names);
}

/** The record without what is to be confirmed. */
export function contentOf({ unconfirmed: _, ...content }: EventRecord): EventRecord {
  return content;
}

/** A new content with what is to be confirmed of it. */
function withUnconfirmed(
  before: StoredEvent,
  content: EventRecord,
  by: Pick<Principal, 'id' | 'ownerId'>,
  now: number,
): EventRecord {
  const author = { by, now, version: before.version + 1 };
  const unconfirmed = unconfirmedAfter(before.record, content, author);
  return unconfirmed.length === 0 ? content : { ...content, unconfirmed };
}

/** A deleted event that is restored returns to its place among the latest: its `activityAt` does not move. */
export function nextVersion(
  event: StoredEvent,
  record: EventRecord,
  reason: string | null,
  now: number,
  names: NameReferences,
): EventWrite {
  const before = event.isDeleted ? null : event.record;
  const activityAt = before && isActivity(before, record) ? now : event.activityAt;
  return writeOf({ ...event, version: event.version + 1, activityAt }, before, record, reason, names);
}

type VersionOf = Omit<StoredEvent, 'record' | 'isDeleted'>;

function writeOf(
  event: VersionOf,
  before: EventRecord | null,
  record: EventRecord,
  reason: string | null,
  names: NameReferences,
): EventWrite {
  return {
    version: event.version,
    activityAt: event.activityAt,
    record: withNames(record, names),
    columns: columnsOf(record),
    rows: indexRowsOf(record, event),
    text: textOfEvent(event.ref, record, names),
    entry: entryOf(event, before, record, reason),
  };
}

function entryOf(
  { id, version, createdBy }: Pick<StoredEvent, 'id' | 'version' | 'createdBy'>,
  before: EventRecord | null,
  after: EventRecord | null,
  reason: string | null,
): JournalEntry<'event'> {
  return {
    type: 'event',
    recordId: id,
    version,
    reason,
    createdBy,
    body: after,
    before: before && markingOf(before),
    after: after && markingOf(after),
  };
}

function markingOf({ tlp, recipients }: EventRecord): ChangeMarking {
  return { tlp, recipients };
}
