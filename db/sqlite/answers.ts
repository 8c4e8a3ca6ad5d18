import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Event } from '../model/event';
import { iso } from '../model/moment';
import type { Principal } from '../model/principal';
import { tlpRank } from '../model/words';
import type { Db } from './client';
import { events, links, recipients } from './schema-events';
import { actors, missions, principals } from './schema-reference';
import { clearedRank, visibleSql } from './visible';

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
      .where(
        and(
          eq(links[own], sql.placeholder('id')),
          eq(events.isDeleted, false),
          sql`(${events.tlp} <= ${sql.placeholder('rank')} or (${events.tlp} = ${tlpRank('red')} and exists (
            select 1 from ${recipients} where ${recipients.principalId} = ${sql.placeholder('who')} and ${recipients.eventN} = ${events.n})))`,
        ),
      )
      .orderBy(events.n)
      .prepare();
  const realised = linked('fromId', 'toId');
  const realising = linked('toId', 'fromId');

  function by(id: string): { id: string; name: string } {
    return { id, name: principalName.get({ id })?.name ?? '' };
  }

  function answer(who: Principal, row: EventRow): Event {
    const { record } = row;
    const reader = { id: row.id, rank: clearedRank(who), who: who.id };
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
      incident: record.incident && { ...record.incident, realises: realised.all(reader).map(({ id }) => id) },
      threat: record.threat && { ...record.threat, realisedBy: realising.all(reader).map(({ id }) => id) },
      createdBy: by(row.createdBy),
      updatedAt: iso(row.updatedAt),
      updatedBy: by(row.updatedBy),
    };
  }

  /** The row of an event by id or ref where this reader may see it. */
  function find(who: Principal, idOrRef: string): EventRow | undefined {
    return db
      .select()
      .from(events)
      .where(
        and(
          eq(idOrRef.includes('-') && /^[A-Z]/.test(idOrRef) ? events.ref : events.id, idOrRef),
          eq(events.isDeleted, false),
          visibleSql(who),
        ),
      )
      .get();
  }

  function findAll(who: Principal, ids: readonly string[]): EventRow[] {
    if (ids.length === 0) return [];
    return db
      .select()
      .from(events)
      .where(and(inArray(events.id, [...ids]), eq(events.isDeleted, false), visibleSql(who)))
      .all();
  }

  return { answer, find, findAll, by };
}

export type Answers = ReturnType<typeof createAnswers>;
