import { and, type Column, eq, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { Event } from '../../model/event/event';
import { iso } from '../../model/values/moment';
import type { Db } from '../client';
import type { NamedRecord } from '../commands/named-record';
import { events, links } from '../schema/events';
import { principals } from '../schema/reference';
import { readerOf, visibleToReader } from './visible';

export type EventRow = typeof events.$inferSelect;

/** What an answer needs of a row beside its record. */
export type Shown = Pick<
  EventRow,
  | 'id'
  | 'ref'
  | 'kind'
  | 'version'
  | 'loggedAt'
  | 'activityAt'
  | 'updatedAt'
  | 'createdBy'
  | 'updatedBy'
  | 'hasLinks'
>;
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
  const select = (named: Column, isDeleted: boolean) =>
    db
      .select()
      .from(events)
      .where(and(eq(named, sql.placeholder('named')), eq(events.isDeleted, isDeleted), visibleToReader()))
      .prepare();
  const [byId, byRef] = [select(events.id, false), select(events.ref, false)];
  const [deletedById, deletedByRef] = [select(events.id, true), select(events.ref, true)];
  const kinds = db
    .select({ id: events.id, kind: events.kind })
    .from(events)
    .where(visibleWhere(isAmong(events.id, sql.placeholder('ids'))))
    .prepare();

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
    return {
      id: row.id,
      ref: row.ref,
      aliases: [],
      version: row.version,
      loggedAt: iso(row.loggedAt),
      activityAt: iso(row.activityAt),
      createdBy: by(row.createdBy),
      updatedAt: iso(row.updatedAt),
      updatedBy: by(row.updatedBy),
      ...withLinks(who, row, row.record),
    };
  }

  /** The row of an event by id or ref where this reader may see it. */
  function find(who: Principal, idOrRef: string): EventRow | undefined {
    const named = isRef(idOrRef) ? byRef : byId;
    return named.get({ named: idOrRef, ...readerOf(who) });
  }

  /** The same of a deleted event. */
  function findDeleted(who: Principal, idOrRef: string): EventRow | undefined {
    const named = isRef(idOrRef) ? deletedByRef : deletedById;
    return named.get({ named: idOrRef, ...readerOf(who) });
  }

  /** Of those events that this reader may see, of which kind each is, by id. */
  function kindsOf(who: Principal, ids: readonly string[]): Map<string, EventRow['kind']> {
    const rows = ids.length === 0 ? [] : kinds.all({ ids: JSON.stringify(ids), ...readerOf(who) });
    return new Map(rows.map(({ id, kind }) => [id, kind]));
  }

  return { answer, find, findDeleted, kindsOf, linksOf, withLinks, by };
}

export type Answers = ReturnType<typeof createAnswers>;

/** Is this what people cite ("THR-2026-0001"), rather than an id? */
export function isRef(idOrRef: string): boolean {
  return /^[A-Z]/.test(idOrRef);
}

/** Is it one of these? `ids` is a JSON list. */
export function isAmong(id: Column, ids: Placeholder): SQL {
  return sql`${id} in (select value from json_each(${ids}))`;
}
