import { sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { Event } from '../../model/event/event';
import { iso } from '../../model/values/moment';
import type { EventPage } from '../../store';
import type { Db } from '../client';
import { events } from '../schema/events';
import type { EventMetadata, EventRows } from './event-rows';
import { createMemo } from './memo';

/** What a list of events reads of each, in the order in which `toListRow` takes it. The record stays bytes. */
export const listColumns = {
  n: events.n,
  id: events.id,
  ref: events.ref,
  kind: events.kind,
  version: events.version,
  at: events.at,
  activityAt: events.activityAt,
  loggedAt: events.loggedAt,
  updatedAt: events.updatedAt,
  createdBy: events.createdBy,
  updatedBy: events.updatedBy,
  hasLinks: events.hasLinks,
  record: sql<Buffer>`cast(${events.record} as blob)`,
};

export type ListRow = EventMetadata & { n: number; at: number; record: Buffer };

/** The row of what `listColumns` selects, in their order: drizzle's mapping takes a quarter of a list's time. */
export function toListRow(values: ReturnType<typeof JSON.parse>[]): ListRow {
  const [n, id, ref, kind, version, at, activityAt, loggedAt, updatedAt, createdBy, updatedBy, has, record] =
    values;
  const hasLinks = has === 1;
  return {
    n,
    id,
    ref,
    kind,
    version,
    at,
    activityAt,
    loggedAt,
    updatedAt,
    createdBy,
    updatedBy,
    hasLinks,
    record,
  };
}

/**
 * Builds lists of events as JSON, of connections that only read: to read fifty records in order to write them
 * again took most of an answer's time, and one letter beyond Latin-1 among them half of what is left, as long
 * as they were text.
 */
export function createEventLists(db: Db, eventRows: EventRows) {
  const authorTexts = createMemo<(id: string) => string>(db.$client);

  function bytes(who: Principal, rows: readonly ListRow[]): Buffer {
    const author = authorTexts('', () => remember((id) => JSON.stringify(eventRows.authorOf(id))));
    const time = remember((millis: number) => `"${iso(millis)}"`);
    const parts: Buffer[] = [];
    for (const row of rows) {
      const head = `${parts.length === 0 ? '[' : ','}${headText(row, author, time)},`;
      parts.push(Buffer.from(head), recordBytes(who, row).subarray(1));
    }
    parts.push(Buffer.from(rows.length === 0 ? '[]' : ']'));
    return Buffer.concat(parts);
  }

  function recordBytes(who: Principal, row: ListRow): Buffer {
    if (!row.hasLinks) return row.record;
    return Buffer.from(JSON.stringify(eventRows.withLinks(who, row, JSON.parse(row.record.toString()))));
  }

  /** A page, of rows of which one more than `limit` was read; `sortedBy` is what they are sorted by. */
  function page(
    who: Principal,
    rows: readonly ListRow[],
    limit: number,
    sortedBy: (row: ListRow) => number,
  ): Omit<EventPage, 'position'> {
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return { itemsJson: bytes(who, shown), next: last ? { value: sortedBy(last), n: last.n } : null };
  }

  /** The same read: in one go, which takes half of what reading each record and putting its head to it does. */
  function read(who: Principal, rows: readonly ListRow[]): Event[] {
    return JSON.parse(bytes(who, rows).toString());
  }

  return { page, read };
}

/** What `answer` says beside the record, as JSON text that is open at its end: written out, it takes a quarter. */
function headText(
  row: EventMetadata,
  author: (id: string) => string,
  time: (millis: number) => string,
): string {
  return `{"id":"${row.id}","ref":"${row.ref}","aliases":[],"version":${row.version},"loggedAt":${time(row.loggedAt)},"activityAt":${time(row.activityAt)},"createdBy":${author(row.createdBy)},"updatedAt":${time(row.updatedAt)},"updatedBy":${author(row.updatedBy)}`;
}

/** A page has few authors, and a record's times are mostly one. */
function remember<K, V>(lookUp: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? lookUp(key);
    known.set(key, value);
    return value;
  };
}
