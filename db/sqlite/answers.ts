import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Event } from '../model/event';
import { iso } from '../model/moment';
import type { Principal } from '../model/principal';
import type { Db } from './client';
import { events, links } from './schema-events';
import { actors, missions, principals } from './schema-reference';
import { readerOf, visibleToReader } from './visible';

export type EventRow = typeof events.$inferSelect;

/**
 * Builds answers from rows: the record, and what is derived for this reader (names, missions, links).
 * Each side of a link is listed only where the reader may see the record at its other end.
 */
export function createAnswers(db: Db) {
  const principalName = db
    .select({ name: principals.name })
    .from(principals)
    .where(eq(principals.id, sql.placeholder('id')))
    .prepare();
  const actorName = db
    .select({ name: actors.name })
    .from(actors)
    .where(eq(actors.id, sql.placeholder('id')))
    .prepare();
  const missionOf = db
    .select({ type: missions.type, host: missions.host, city: missions.city, name: missions.name })
    .from(missions)
    .where(eq(missions.id, sql.placeholder('id')))
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

  function by(id: string): { id: string; name: string } {
    return { id, name: principalName.get({ id })?.name ?? '' };
  }

  /** The events at the other end of its links: what an incident realises, what a threat is realised by. */
  function linksOf(who: Principal, { id, kind }: Pick<EventRow, 'id' | 'kind'>): string[] {
    const linked = kind === 'incident' ? realised : realising;
    return linked.all({ id, ...readerOf(who) }).map((other) => other.id);
  }

  function answer(who: Principal, row: EventRow): Event {
    const { record } = row;
    return {
      id: row.id,
      ref: row.ref,
      aliases: [],
      version: row.version,
      ...record,
      loggedAt: iso(row.loggedAt),
      activityAt: iso(row.activityAt),
      targets: record.targets.map((target) => ({
        ...target,
        mission: (target.missionId && missionOf.get({ id: target.missionId })) || null,
      })),
      actors: record.actors.map((one) => ({ ...one, name: actorName.get({ id: one.actorId })?.name ?? '' })),
      incident: record.incident && { ...record.incident, realises: linksOf(who, row) },
      threat: record.threat && { ...record.threat, realisedBy: linksOf(who, row) },
      createdBy: by(row.createdBy),
      updatedAt: iso(row.updatedAt),
      updatedBy: by(row.updatedBy),
    };
  }

  /** The row of an event by id or ref where this reader may see it. */
  function find(who: Principal, idOrRef: string): EventRow | undefined {
    const named = isRef(idOrRef) ? byRef : byId;
    return named.get({ named: idOrRef, ...readerOf(who) });
  }

  function findAll(who: Principal, ids: readonly string[]): EventRow[] {
    return ids.length === 0 ? [] : byIds.all({ ids: JSON.stringify(ids), ...readerOf(who) });
  }

  return { answer, find, findAll, linksOf, by };
}

export type Answers = ReturnType<typeof createAnswers>;

/** Is this what people cite ("THR-2026-0001"), rather than an id? */
export function isRef(idOrRef: string): boolean {
  return /^[A-Z]/.test(idOrRef);
}
