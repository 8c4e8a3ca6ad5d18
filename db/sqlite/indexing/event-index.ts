import { eq, sql } from 'drizzle-orm';
import { entryOf } from '../../event-index/entry';
import type { EventRecord } from '../../model/event/event';
import { isActive } from '../../model/event/threatened';
import { endMillis, startMillis } from '../../model/values/moment';
import { isDiplomatic, tlpRank } from '../../model/words';
import type { Db } from '../client';
import { createNameResolver, recordOf } from '../commands/named-record';
import {
  eventActors,
  eventCountries,
  events,
  indexEntries,
  recipients,
  sources,
  tags,
  targets,
} from '../schema/events';
import { createEventText } from './search-text';
import { createTextIndex } from './text-index';

/** The columns of `events` that are derived from the record. */
export function columnsOf(record: EventRecord) {
  return {
    kind: record.kind,
    handling: record.handling,
    severity: record.severity,
    verification: record.verification,
    tlp: tlpRank(record.tlp),
    status: record.threat?.status ?? null,
    phase: record.incident?.phase ?? null,
    isActive: isActive(record),
    host: record.location.country,
    lat: record.location.lat,
    lon: record.location.lon,
    at: startMillis(record.at),
    validUntil: record.threat?.validUntil ? endMillis(record.threat.validUntil) : null,
  };
}

/** The start of a new event's reference, such as "INC-2022"; its number counts the events created with that prefix. */
export function refPrefixOf({ kind, at }: Pick<EventRecord, 'kind' | 'at'>): string {
  return `${kind === 'incident' ? 'INC' : 'THR'}-${at.slice(0, 4)}`;
}

/** "INC-2022-0001" */
export function refOf(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(4, '0')}`;
}

type Indexed = { n: number; ref: string; createdBy: string; activityAt: number; record: EventRecord };

/**
 * Writes the rows by which an event is found. The statements are prepared once: an event has a dozen rows, and
 * preparing a statement takes five times as long as writing the row.
 */
export function createEventIndex(db: Db) {
  const slot = sql.placeholder;
  const eventN = slot('eventN');
  const position = slot('position');
  const addTarget = db
    .insert(targets)
    .values({
      eventN,
      position,
      country: slot('country'),
      type: slot('type'),
      isDiplomatic: slot('isDiplomatic'),
      missionId: slot('missionId'),
      visitId: slot('visitId'),
      outcome: slot('outcome'),
    })
    .prepare();
  const addCountry = db
    .insert(eventCountries)
    .values({ eventN, country: slot('country'), at: slot('at'), activityAt: slot('activityAt') })
    .prepare();
  const addActor = db
    .insert(eventActors)
    .values({ eventN, position, actorId: slot('actorId'), role: slot('role') })
    .prepare();
  const addSource = db
    .insert(sources)
    .values({
      id: slot('id'),
      eventN,
      position,
      publisher: slot('publisher'),
      title: slot('title'),
      url: slot('url'),
      reliability: slot('reliability'),
      credibility: slot('credibility'),
      origin: slot('origin'),
    })
    .prepare();
  const addTag = db
    .insert(tags)
    .values({ eventN, tag: slot('tag') })
    .prepare();
  const addRecipient = db
    .insert(recipients)
    .values({ eventN, principalId: slot('principalId') })
    .prepare();
  const addEntry = db
    .insert(indexEntries)
    .values({ n: slot('n'), entry: slot('entry') })
    .prepare();
  const removals = [
    ...[targets, eventCountries, eventActors, sources, tags].map((table) =>
      db.delete(table).where(eq(table.eventN, eventN)).prepare(),
    ),
    db.delete(indexEntries).where(eq(indexEntries.n, eventN)).prepare(),
  ];
  const removeRecipients = db.delete(recipients).where(eq(recipients.eventN, eventN)).prepare();
  const texts = createTextIndex(db, 'events_fts');
  const textOf = createEventText(db);

  /** For an event that is indexed already, call `remove` first. */
  function add({ n, ref, createdBy, activityAt, record }: Indexed): void {
    addEntry.run({ n, entry: JSON.stringify(entryOf({ n, createdBy, activityAt, record })) });
    record.targets.forEach((one, index) => {
      addTarget.run({ eventN: n, position: index, ...one, isDiplomatic: isDiplomatic(one.type) });
    });
    for (const country of new Set(record.targets.map((one) => one.country))) {
      addCountry.run({ eventN: n, country, at: startMillis(record.at), activityAt });
    }
    record.actors.forEach((one, index) => {
      addActor.run({ eventN: n, position: index, ...one });
    });
    record.sources.forEach((one, index) => {
      addSource.run({ eventN: n, position: index, ...one });
    });
    for (const tag of new Set(record.tags)) addTag.run({ eventN: n, tag });
    removeRecipients.run({ eventN: n });
    if (record.tlp === 'red') {
      for (const principalId of new Set([createdBy, ...record.recipients])) {
        addRecipient.run({ eventN: n, principalId });
      }
    }
    texts.add(n, textOf(ref, record));
  }

  /** Removes an event from all lists. Its recipients stay, because they may read the history of a deleted red event. */
  function remove(n: number): void {
    for (const removal of removals) removal.run({ eventN: n });
    texts.remove(n);
  }

  return { add, remove };
}

/** Rewrites the names and the text of an event after a mission or actor that it names was renamed. */
export function createEventRenamer(db: Db): (eventN: number) => void {
  const find = db
    .select({ ref: events.ref, record: events.record })
    .from(events)
    .where(eq(events.n, sql.placeholder('n')))
    .prepare();
  const write = db
    .update(events)
    .set({ record: sql`${sql.placeholder('record')}` })
    .where(eq(events.n, sql.placeholder('n')))
    .prepare();
  const texts = createTextIndex(db, 'events_fts');
  const textOf = createEventText(db);
  const withNames = createNameResolver(db);
  return (n) => {
    const event = find.get({ n });
    if (!event) return;
    const record = recordOf(event.record);
    write.run({ n, record: JSON.stringify(withNames(record)) });
    texts.replace(n, textOf(event.ref, record));
  };
}
