import { eq, sql } from 'drizzle-orm';
import type { EventRecord } from '../model/event';
import { endMillis, startMillis } from '../model/moment';
import { isDiplomatic, tlpRank } from '../model/words';
import type { Db } from './client';
import { eventActors, eventCountries, events, recipients, sources, tags, targets } from './schema-events';
import { textOfEvent } from './search-text';

/** The columns of `events` that follow from the record. */
export function columnsOf(record: EventRecord) {
  return {
    kind: record.kind,
    handling: record.handling,
    severity: record.severity,
    verification: record.verification,
    tlp: tlpRank(record.tlp),
    status: record.threat?.status ?? null,
    phase: record.incident?.phase ?? null,
    isPressing: record.threat?.status === 'current' || record.incident?.phase === 'ongoing',
    host: record.location.country,
    lat: record.location.lat,
    lon: record.location.lon,
    at: startMillis(record.at),
    validUntil: record.threat?.validUntil ? endMillis(record.threat.validUntil) : null,
    record,
  };
}

type Indexed = { n: number; ref: string; createdBy: string; activityAt: number; record: EventRecord };

/** Writes the rows by which a record is found; call `unindexEvent` first where it had some. */
export function indexEvent(db: Db, event: Indexed): void {
  const { n: eventN, record } = event;
  db.insert(targets)
    .values(
      record.targets.map(({ country, type, missionId, visitId, outcome }, position) => ({
        eventN,
        position,
        country,
        type,
        isDiplomatic: isDiplomatic(type),
        missionId,
        visitId,
        outcome,
      })),
    )
    .run();
  db.insert(eventCountries)
    .values(
      [...new Set(record.targets.map(({ country }) => country))].map((country) => ({
        country,
        eventN,
        at: startMillis(record.at),
        activityAt: event.activityAt,
      })),
    )
    .run();
  if (record.actors.length > 0) {
    db.insert(eventActors)
      .values(record.actors.map((one, position) => ({ eventN, position, ...one })))
      .run();
  }
  if (record.sources.length > 0) {
    db.insert(sources)
      .values(
        record.sources.map(({ id, publisher, title, url, reliability, credibility, origin }, position) => ({
          id,
          eventN,
          position,
          publisher,
          title,
          url,
          reliability,
          credibility,
          origin,
        })),
      )
      .run();
  }
  const marked = [...new Set(record.tags)];
  if (marked.length > 0)
    db.insert(tags)
      .values(marked.map((tag) => ({ eventN, tag })))
      .run();
  db.delete(recipients).where(eq(recipients.eventN, eventN)).run();
  if (record.tlp === 'red') {
    const named = [...new Set([event.createdBy, ...record.recipients])];
    db.insert(recipients)
      .values(named.map((principalId) => ({ principalId, eventN })))
      .run();
  }
  const text = textOfEvent(db, event.ref, record);
  db.run(sql`insert into events_fts (rowid, text) values (${eventN}, ${text})`);
}

/** Takes an event out of every list. Its recipients stay: a deleted red event keeps its history for them. */
export function unindexEvent(db: Db, eventN: number): void {
  for (const table of [targets, eventCountries, eventActors, sources, tags]) {
    db.delete(table).where(eq(table.eventN, eventN)).run();
  }
  db.run(sql`delete from events_fts where rowid = ${eventN}`);
}

/** Writes the text of an event anew after a name in it has changed elsewhere. */
export function reindexText(db: Db, eventN: number): void {
  const event = db
    .select({ ref: events.ref, record: events.record })
    .from(events)
    .where(eq(events.n, eventN))
    .get();
  if (!event) return;
  db.run(sql`delete from events_fts where rowid = ${eventN}`);
  const text = textOfEvent(db, event.ref, event.record);
  db.run(sql`insert into events_fts (rowid, text) values (${eventN}, ${text})`);
}
