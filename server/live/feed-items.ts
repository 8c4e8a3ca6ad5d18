import type { Principal } from '@/db/model/access/principal';
import { hasRole } from '@/db/model/access/rights';
import { type Reader, visible } from '@/db/model/access/visible';
import type { Event } from '@/db/model/event/event';
import type { FeedItem } from '@/db/model/journal/live';
import type { JournalRecord } from '@/db/store';
import { type Audience, audienceOf } from './cursor';

type Events = ReadonlyMap<string, Event>;

/** A principal that represents an audience. It is no recipient, so it sees no red record. */
export function audiencePrincipal(audience: Audience): Principal {
  return { id: `audience ${audience}`, kind: 'system', name: '', role: 'viewer', clearance: audience };
}

/** A viewer of the feed. */
export type Viewer = Reader & Pick<Principal, 'role'>;

/**
 * The feed items of a range of the journal for one viewer; `events` holds, as they are now, the events of `eventIds`
 * that the viewer may see. An event that the viewer may see now is an `upsert`. One that was visible under a marking in
 * the range or before it is a `retract`, with nothing but its id and version. Others yield no item. Of a record of
 * another type the viewer gets its type and id.
 */
export function feedItemsFor(viewer: Viewer, records: readonly JournalRecord[], events: Events): FeedItem[] {
  return records.flatMap((record) => {
    if (record.type !== 'event')
      return mayKnowOf(viewer, record, events) ? [changed(record, record.type)] : [];
    const event = events.get(record.id);
    if (event && isOpenTo(viewer, event)) return [{ op: 'upsert', event }];
    return couldSee(viewer, record) ? [retract(record)] : [];
  });
}

/**
 * The items of the same range that only this person gets, as a recipient of red records or by their role. What the frame
 * of the audience contains is left out.
 */
export function redItemsFor(person: Viewer, records: readonly JournalRecord[], events: Events): FeedItem[] {
  const others = audiencePrincipal(audienceOf(person));
  return records.flatMap((record) => {
    if (!isNamedRecipient(person, record)) return [];
    if (record.type !== 'event') {
      const isOwn = mayKnowOf(person, record, events) && !mayKnowOf(others, record, events);
      return isOwn ? [changed(record, record.type)] : [];
    }
    const event = events.get(record.id);
    if (!event || !isOpenTo(person, event)) return [retract(record)];
    return event.tlp === 'red' ? [{ op: 'upsert', event }] : [];
  });
}

/** May the record have to be sent to single people, because it is or was red or needs a role? */
export function isSentByName({ markings, role }: JournalRecord): boolean {
  return role !== null || markings.some(({ tlp }) => tlp === 'red');
}

/** Does a red marking of this record list the person as a recipient or author, or has the person the role it needs? */
export function isNamedRecipient(person: Viewer, { markings, createdBy, role }: JournalRecord): boolean {
  if (role !== null) return hasRole(person, role);
  return markings.some((marking) => marking.tlp === 'red' && visible(person, { ...marking, createdBy }));
}

/** The events in a range, and those whose records are in it. */
export function eventIds(records: readonly JournalRecord[]): string[] {
  return [...new Set(records.flatMap(({ type, id, eventId }) => (type === 'event' ? id : (eventId ?? []))))];
}

/** May the viewer know that this record, which is no event, has changed? */
function mayKnowOf(viewer: Viewer, record: JournalRecord, events: Events): boolean {
  if (record.role !== null) return hasRole(viewer, record.role);
  if (record.eventId === null) return couldSee(viewer, record);
  const event = events.get(record.eventId);
  return event !== undefined && isOpenTo(viewer, event);
}

/** Was this record visible to the viewer under any marking in the range, or under the one before it? */
export function couldSee(viewer: Reader, { markings, createdBy }: JournalRecord): boolean {
  return markings.some((marking) => visible(viewer, { ...marking, createdBy }));
}

function isOpenTo(viewer: Reader, { tlp, recipients, createdBy }: Event): boolean {
  return visible(viewer, { tlp, recipients, createdBy: createdBy.id });
}

function retract({ id, version }: JournalRecord): FeedItem {
  return { op: 'retract', id, version };
}

function changed({ id, version }: JournalRecord, type: Exclude<JournalRecord['type'], 'event'>): FeedItem {
  return { op: 'changed', type, id, version };
}
