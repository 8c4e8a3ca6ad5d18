import type { Principal } from '@/db/model/access/principal';
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

/**
 * The feed items of a range of the journal for one viewer; `events` holds the records as they are now. A record that the
 * viewer may see now is an `upsert`. One that was visible under a marking in the range or before it is a `retract`,
 * with nothing but its id and version. Others yield no item.
 */
export function feedItemsFor(viewer: Reader, records: readonly JournalRecord[], events: Events): FeedItem[] {
  return records.flatMap((record) => {
    if (record.type !== 'event') return couldSee(viewer, record) ? [changed(record, record.type)] : [];
    const event = events.get(record.id);
    if (event && isOpenTo(viewer, event)) return [{ op: 'upsert', event }];
    return couldSee(viewer, record) ? [retract(record)] : [];
  });
}

/**
 * The items of the same range that only this person gets, as a recipient of red records. What the frame of the audience
 * contains is left out.
 */
export function redItemsFor(person: Reader, records: readonly JournalRecord[], events: Events): FeedItem[] {
  const others = audiencePrincipal(audienceOf(person));
  return records.flatMap((record) => {
    if (!isNamedRecipient(person, record)) return [];
    if (record.type !== 'event') return couldSee(others, record) ? [] : [changed(record, record.type)];
    const event = events.get(record.id);
    if (!event || !isOpenTo(person, event)) return [retract(record)];
    return event.tlp === 'red' ? [{ op: 'upsert', event }] : [];
  });
}

/** Does a red marking of this record list the person as a recipient or author? */
export function isNamedRecipient(person: Reader, { markings, createdBy }: JournalRecord): boolean {
  return markings.some((marking) => marking.tlp === 'red' && visible(person, { ...marking, createdBy }));
}

export function eventIds(records: readonly JournalRecord[]): string[] {
  return records.filter(({ type }) => type === 'event').map(({ id }) => id);
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
