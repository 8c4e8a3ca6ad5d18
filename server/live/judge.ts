import type { Principal } from '@/db/model/access/principal';
import { type Reader, visible } from '@/db/model/access/visible';
import type { Event } from '@/db/model/event/event';
import type { FeedItem } from '@/db/model/journal/live';
import type { JournalRecord } from '@/db/store';
import { type Audience, audienceOf } from './cursor';

type Events = ReadonlyMap<string, Event>;

/** One who stands for a whole audience: nobody's name, so that no red record opens to him. */
export function audiencePrincipal(audience: Audience): Principal {
  return { id: `audience ${audience}`, kind: 'system', name: '', role: 'viewer', clearance: audience };
}

/**
 * What a range of the journal means to one viewer, by `events` as they are now: those that he may see come
 * whole; of those that he could see under a marking in the range or before it, he learns that they are
 * gone, by id and version and nothing else; of the others, nothing.
 */
export function judge(viewer: Reader, records: readonly JournalRecord[], events: Events): FeedItem[] {
  return records.flatMap((record) => {
    if (record.type !== 'event') return sees(viewer, record) ? [changed(record, record.type)] : [];
    const event = events.get(record.id);
    if (event && isOpenTo(viewer, event)) return [{ op: 'upsert', event }];
    return sees(viewer, record) ? [retract(record)] : [];
  });
}

/**
 * What of the same range is for this person by name: records that a red marking opened to him. What his
 * audience's own frame carries is left to it.
 */
export function judgeByName(person: Reader, records: readonly JournalRecord[], events: Events): FeedItem[] {
  const others = audiencePrincipal(audienceOf(person));
  return records.flatMap((record) => {
    if (!isNamed(person, record)) return [];
    if (record.type !== 'event') return sees(others, record) ? [] : [changed(record, record.type)];
    const event = events.get(record.id);
    if (!event || !isOpenTo(person, event)) return [retract(record)];
    return event.tlp === 'red' ? [{ op: 'upsert', event }] : [];
  });
}

/** Does a red marking of this record name him? */
export function isNamed(person: Reader, { markings, createdBy }: JournalRecord): boolean {
  return markings.some((marking) => marking.tlp === 'red' && visible(person, { ...marking, createdBy }));
}

export function eventIds(records: readonly JournalRecord[]): string[] {
  return records.filter(({ type }) => type === 'event').map(({ id }) => id);
}

/** Did any marking of the range, or the one before it, open this record to the viewer? */
export function sees(viewer: Reader, { markings, createdBy }: JournalRecord): boolean {
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
