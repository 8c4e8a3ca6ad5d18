import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Event } from '../model/event';
import { iso } from '../model/moment';
import type { Principal } from '../model/principal';
import type { Db } from './client';
import { createMemo } from './memo';
import type { NamedRecord } from './named-record';
import { events, links } from './schema-events';
import { principals } from './schema-reference';
import { readerOf, visibleToReader } from './visible';

export type EventRow = typeof events.$inferSelect;

/** What a list of events reads of each: its record stays the bytes that it is. */
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

type Shown = Pick<EventRow, Exclude<keyof typeof listColumns, 'record'>>;
export type ListRow = Shown & { record: Buffer };

/** The row of what `listColumns` selects, in their order: drizzle's mapping takes a quarter of a list's time. */
export function listRow(values: ReturnType<typeof JSON.parse>[]): ListRow {
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
type Author = Event['createdBy'];

/**
 * Builds answers from rows: the record, who wrote it, and its links. Each side of a link is listed only where
 * the reader may see the record at its other end.
 */
export function createAnswers(db: Db) {
  const principalName = db
    .select({ name: principals.name })
    .from(principals)
    .where(eq(principals.id, sql.placeholder('id')))
    .prepare();
  const linked = (own: 'fromId' | 'toId', other: 'fromId' | 'toId') =>
    db
      .select({ id: events.id })
      .from(links)
      .innerJoin(events, eq(events.id, links[other]))
      .where(and(eq(links[own], sql.placeholder('id')), eq(events.isDeleted, false), visibleToReader()))
      .orderBy(events.n)
      .prepare();
  const realised = linked('fromId', 'toId');
  const realising = linked('toId', 'fromId');

  const visibleWhere = (where: SQL) => and(where, eq(events.isDeleted, false), visibleToReader());
  const select = (where: SQL) => db.select().from(events).where(visibleWhere(where)).prepare();
  const byId = select(eq(events.id, sql.placeholder('named')));
  const byRef = select(eq(events.ref, sql.placeholder('named')));
  const byIds = select(sql`${events.id} in (select value from json_each(${sql.placeholder('ids')}))`);

  /** Of the reading connections alone, which write no names themselves. */
  const authorTexts = createMemo<(id: string) => string>(db.$client);

  function by(id: string): Author {
    return { id, name: principalName.get({ id })?.name ?? '' };
  }

  /** The events at the other end of its links: what an incident realises, what a threat is realised by. */
  function linksOf(
    who: Principal,
    { id, kind, hasLinks }: Pick<Shown, 'id' | 'kind' | 'hasLinks'>,
  ): string[] {
    if (!hasLinks) return [];
    const linked = kind === 'incident' ? realised : realising;
    return linked.all({ id, ...readerOf(who) }).map((other) => other.id);
  }

  function withLinks(who: Principal, row: Shown, record: NamedRecord): NamedRecord {
    if (!row.hasLinks) return record;
    const linked = linksOf(who, row);
    return {
      ...record,
      incident: record.incident && { ...record.incident, realises: linked },
      threat: record.threat && { ...record.threat, realisedBy: linked },
    };
  }

  function answer(who: Principal, row: EventRow): Event {
    return { ...headOf(row, by), ...withLinks(who, row, row.record) };
  }

  function list(who: Principal, rows: readonly EventRow[]): Event[] {
    const author = remember(by);
    return rows.map((row) => ({ ...headOf(row, author), ...withLinks(who, row, row.record) }));
  }

  /**
   * The same as bytes of JSON: reading fifty records to write them again took most of an answer's time, and
   * one letter beyond Latin-1 among them half of what is left, as long as they were text.
   */
  function listBytes(who: Principal, rows: readonly ListRow[]): Buffer {
    const author = authorTexts('', () => remember((id) => JSON.stringify(by(id))));
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
    return Buffer.from(JSON.stringify(withLinks(who, row, JSON.parse(row.record.toString()))));
  }

  /** The row of an event by id or ref where this reader may see it. */
  function find(who: Principal, idOrRef: string): EventRow | undefined {
    const named = isRef(idOrRef) ? byRef : byId;
    return named.get({ named: idOrRef, ...readerOf(who) });
  }

  function findAll(who: Principal, ids: readonly string[]): EventRow[] {
    return ids.length === 0 ? [] : byIds.all({ ids: JSON.stringify(ids), ...readerOf(who) });
  }

  return { answer, list, listBytes, find, findAll, linksOf, by };
}

/** What an answer says beside the record. */
function headOf(row: Shown, author: (id: string) => Author) {
  return {
    id: row.id,
    ref: row.ref,
    aliases: [],
    version: row.version,
    loggedAt: iso(row.loggedAt),
    activityAt: iso(row.activityAt),
    createdBy: author(row.createdBy),
    updatedAt: iso(row.updatedAt),
    updatedBy: author(row.updatedBy),
  };
}

/** `headOf` as JSON text, open at its end: written out, it takes a quarter of what JSON.stringify does. */
function headText(row: Shown, author: (id: string) => string, time: (millis: number) => string): string {
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

export type Answers = ReturnType<typeof createAnswers>;

/** Is this what people cite ("THR-2026-0001"), rather than an id? */
export function isRef(idOrRef: string): boolean {
  return /^[A-Z]/.test(idOrRef);
}
