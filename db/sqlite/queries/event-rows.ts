import { and, type Column, eq, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { ToBeConfirmed } from '../../model/event/confirmation';
import type { Event } from '../../model/event/event';
import { iso } from '../../model/values/moment';
import type { NamedRecord } from '../../rules/event/named-record';
import { knownChanges, toBeConfirmedOf } from '../../rules/event/two-persons';
import type { Db } from '../client';
import { eventAliases, events, links, unconfirmedEvents } from '../schema/events';
import { createPrincipalNames } from './principal-names';
import { preparedVisibleSql, readerParams } from './visible';

export type EventRow = typeof events.$inferSelect;

/** The columns of an event that answers carry beside its record. */
export type EventMetadata = Pick<
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

/** A record as answers carry it. */
type ShownRecord = Omit<NamedRecord, 'unconfirmed' | 'merged'>;

/** A stored record divided into what answers carry, and what they carry in another form. */
type Shown = { record: ShownRecord; toBeConfirmed: ToBeConfirmed | null; aliases: string[] };

/**
 * Finds rows of events and builds events from them: the record, its authors and its links. A link is listed only
 * if the reader may see the record at the other end.
 */
export function createEventRows(db: Db) {
  const authorOf = createPrincipalNames(db);
  const selectLinked = (own: 'fromId' | 'toId', other: 'fromId' | 'toId') =>
    db
      .select({ id: events.id })
      .from(links)
      .innerJoin(events, eq(events.id, links[other]))
      .where(and(eq(links[own], sql.placeholder('id')), eq(events.isDeleted, false), preparedVisibleSql()))
      .orderBy(events.n)
      .prepare();
  const realisedThreats = selectLinked('fromId', 'toId');
  const realisingIncidents = selectLinked('toId', 'fromId');

  const visibleWhere = (where: SQL) => and(where, eq(events.isDeleted, false), preparedVisibleSql());
  const select = (column: Column, isDeleted: boolean) =>
    db
      .select()
      .from(events)
      .where(
        and(eq(column, sql.placeholder('idOrRef')), eq(events.isDeleted, isDeleted), preparedVisibleSql()),
      )
      .prepare();
  const [byId, byRef] = [select(events.id, false), select(events.ref, false)];
  const [deletedById, deletedByRef] = [select(events.id, true), select(events.ref, true)];
  const selectMerged = (column: Column) =>
    db
      .select()
      .from(eventAliases)
      .innerJoin(events, eq(events.n, eventAliases.eventN))
      .where(and(eq(column, sql.placeholder('idOrRef')), eq(events.isDeleted, false), preparedVisibleSql()))
      .prepare();
  const [byMergedId, byMergedRef] = [selectMerged(eventAliases.id), selectMerged(eventAliases.ref)];
  const deletions = db
    .select({ deletedBy: unconfirmedEvents.deletedBy })
    .from(unconfirmedEvents)
    .where(eq(unconfirmedEvents.eventN, sql.placeholder('n')))
    .prepare();
  const kinds = db
    .select({ id: events.id, kind: events.kind })
    .from(events)
    .where(visibleWhere(isInJsonList(events.id, sql.placeholder('ids'))))
    .prepare();

  /** Ids of the linked events: the threats that an incident realises, or the incidents that realise a threat. */
  function linksOf(
    who: Principal,
    { id, kind, hasLinks }: Pick<EventMetadata, 'id' | 'kind' | 'hasLinks'>,
  ): string[] {
    if (!hasLinks) return [];
    const query = kind === 'incident' ? realisedThreats : realisingIncidents;
    return query.all({ id, ...readerParams(who) }).map((other) => other.id);
  }

  function withLinks(who: Principal, row: EventMetadata, record: ShownRecord): ShownRecord {
    if (!row.hasLinks) return record;
    const linked = linksOf(who, row);
    return {
      ...record,
      incident: record.incident && { ...record.incident, realises: linked },
      threat: record.threat && { ...record.threat, realisedBy: linked },
    };
  }

  /** `toBeConfirmed` as far as they may know. */
  function shownRecord(who: Principal, { unconfirmed = [], merged = [], ...record }: NamedRecord): Shown {
    return {
      record,
      toBeConfirmed: toBeConfirmedOf(knownChanges(who, unconfirmed), authorOf),
      aliases: merged.map(({ ref }) => ref),
    };
  }

  /** The deletion of a deleted event, if it is to be confirmed. */
  function unconfirmedDeletion({
    updatedAt,
    version,
    deletedBy,
  }: Pick<EventRow, 'updatedAt' | 'version'> & { deletedBy: string | null }): ToBeConfirmed | null {
    if (deletedBy === null) return null;
    return toBeConfirmedOf([{ what: 'deleted', by: deletedBy, at: iso(updatedAt), version }], authorOf);
  }

  /** Who deleted the event, if a second person is to confirm that. */
  function deletedByOf(row: Pick<EventRow, 'n' | 'isDeleted'>): string | null {
    return row.isDeleted ? (deletions.get({ n: row.n })?.deletedBy ?? null) : null;
  }

  function toEvent(who: Principal, row: EventRow): Event {
    const { record, toBeConfirmed, aliases } = shownRecord(who, row.record);
    return {
      ...metadataOf(row, authorOf, aliases),
      toBeConfirmed: row.isDeleted
        ? unconfirmedDeletion({ ...row, deletedBy: deletedByOf(row) })
        : toBeConfirmed,
      ...withLinks(who, row, record),
    };
  }

  /** The row of an event by id or ref; undefined if this reader may not see it. */
  function find(who: Principal, idOrRef: string): EventRow | undefined {
    const query = isRef(idOrRef) ? byRef : byId;
    return query.get({ idOrRef, ...readerParams(who) });
  }

  /** As `find`, but the id or ref of a merged event leads to the one that it was merged into. */
  function resolve(who: Principal, idOrRef: string): EventRow | undefined {
    const query = isRef(idOrRef) ? byMergedRef : byMergedId;
    return find(who, idOrRef) ?? query.get({ idOrRef, ...readerParams(who) })?.events;
  }

  /** The same for a deleted event. */
  function findDeleted(who: Principal, idOrRef: string): EventRow | undefined {
    const query = isRef(idOrRef) ? deletedByRef : deletedById;
    return query.get({ idOrRef, ...readerParams(who) });
  }

  /** The kind of each of these events that this reader may see, by id. */
  function kindsOf(who: Principal, ids: readonly string[]): Map<string, EventRow['kind']> {
    const rows = ids.length === 0 ? [] : kinds.all({ ids: JSON.stringify(ids), ...readerParams(who) });
    return new Map(rows.map(({ id, kind }) => [id, kind]));
  }

  return {
    toEvent,
    find,
    resolve,
    findDeleted,
    kindsOf,
    linksOf,
    withLinks,
    shownRecord,
    unconfirmedDeletion,
    deletedByOf,
    authorOf,
  };
}

export type EventRows = ReturnType<typeof createEventRows>;

/** Is this a reference such as "THR-2026-0001", and not an id? */
export function isRef(idOrRef: string): boolean {
  return /^[A-Z]/.test(idOrRef);
}

/** Is the id in this list? `ids` is a JSON array. */
export function isInJsonList(id: Column, ids: Placeholder): SQL {
  return sql`${id} in (select value from json_each(${ids}))`;
}

/** What an event has beside its record. Lists send these keys before those of the record, in this order. */
export function metadataOf(row: EventMetadata, authorOf: EventRows['authorOf'], aliases: string[]) {
  return {
    id: row.id,
    ref: row.ref,
    aliases,
    version: row.version,
    loggedAt: iso(row.loggedAt),
    activityAt: iso(row.activityAt),
    createdBy: authorOf(row.createdBy),
    updatedAt: iso(row.updatedAt),
    updatedBy: authorOf(row.updatedBy),
  };
}
