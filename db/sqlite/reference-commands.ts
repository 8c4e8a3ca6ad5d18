import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { newUuid, uuidOfName } from '../ids';
import { AppError, invalid } from '../model/errors';
import { fold } from '../model/fold';
import type { Principal } from '../model/principal';
import type { Actor, ActorInput, Mission, MissionInput, Visit, VisitInput } from '../model/reference';
import { visible } from '../model/visible';
import { missionTypes, type Tlp, tlpRank, tlps } from '../model/words';
import type { Idempotency } from '../store';
import type { Db } from './client';
import { reindexText } from './event-index';
import { keepKey, recallKey } from './idempotency';
import type { ChangeMarking, JournalTable } from './journal';
import { type ActorRow, type MissionRow, toActor, toMission, toVisit, type VisitRow } from './reference-rows';
import { actors, eventActors, events, missions, targets, visits } from './schema';
import { textOfActor, textOfMission, textOfVisit } from './search-text';
import { visitVisibleSql } from './visible';

const open: ChangeMarking = { tlp: 'clear', recipients: [] };

/** The commands on missions, actors and visits; each is to be called inside one immediate transaction. */
export function createReferenceCommands(db: Db, journal: JournalTable) {
  function createMission(
    by: Principal,
    input: MissionInput,
    idempotency: Idempotency,
  ): { mission: Mission; isReplay: boolean } {
    const now = Date.now();
    const known = recallKey(db, by, 'mission', idempotency, now);
    if (known !== null) return { mission: toMission(found(missionRow(known), 'mission')), isReplay: true };
    const id = missionId(input);
    if (missionRow(id))
      throw invalid(
        input.wikidata ? 'wikidata' : 'city',
        'This mission is in the register: edit that record',
      );
    const row = insertMission(db, id, input);
    note('mission', row.id, row.version, by, now, toMission(row), null, open);
    keepKey(db, by, 'mission', idempotency, row.id, now);
    return { mission: toMission(row), isReplay: false };
  }

  function updateMission(by: Principal, id: string, version: number, input: MissionInput): Mission {
    const row = current(missionRow(id), version, 'mission', toMission);
    if (input.sending !== row.sending && isTargeted(row.id)) {
      throw invalid(
        'sending',
        'Events name this mission under its present country: add a new mission instead',
      );
    }
    const twin = input.wikidata
      ? db
          .select({ id: missions.id })
          .from(missions)
          .where(and(eq(missions.wikidata, input.wikidata), ne(missions.id, row.id)))
          .get()
      : undefined;
    if (twin) throw invalid('wikidata', 'Another mission of the register bears this id');
    const set = { ...input, ...keysOf(input), version: version + 1 };
    const written = db.update(missions).set(set).where(eq(missions.n, row.n)).returning().get();
    replaceText('missions_fts', row.n, textOfMission(input));
    note('mission', row.id, written.version, by, Date.now(), toMission(written), open, open);
    const naming = db
      .selectDistinct({ n: targets.eventN })
      .from(targets)
      .where(eq(targets.missionId, row.id))
      .all();
    for (const { n } of naming) reindexText(db, n);
    return toMission(written);
  }

  function createActor(
    by: Principal,
    input: ActorInput,
    idempotency: Idempotency,
  ): { actor: Actor; isReplay: boolean } {
    const now = Date.now();
    const known = recallKey(db, by, 'actor', idempotency, now);
    if (known !== null) return { actor: toActor(found(actorRow(known), 'actor')), isReplay: true };
    refuseParent(null, input);
    const row = insertActor(db, newUuid(), input, false);
    note('actor', row.id, row.version, by, now, toActor(row), null, open);
    keepKey(db, by, 'actor', idempotency, row.id, now);
    return { actor: toActor(row), isReplay: false };
  }

  function updateActor(by: Principal, id: string, version: number, input: ActorInput): Actor {
    const row = current(actorRow(id), version, 'actor', toActor);
    refuseParent(row.id, input);
    const written = db
      .update(actors)
      .set({ ...input, version: version + 1 })
      .where(eq(actors.n, row.n))
      .returning()
      .get();
    replaceText('actors_fts', row.n, textOfActor(input));
    note('actor', row.id, written.version, by, Date.now(), toActor(written), open, open);
    const naming = db
      .selectDistinct({ n: eventActors.eventN })
      .from(eventActors)
      .where(eq(eventActors.actorId, row.id))
      .all();
    for (const { n } of naming) reindexText(db, n);
    return toActor(written);
  }

  function createVisit(
    by: Principal,
    input: VisitInput,
    idempotency: Idempotency,
  ): { visit: Visit; isReplay: boolean } {
    const now = Date.now();
    const known = recallKey(db, by, 'visit', idempotency, now);
    if (known !== null) return { visit: toVisit(found(visitRow(by, known), 'visit')), isReplay: true };
    const row = insertVisit(db, newUuid(), input, by, false);
    note(
      'visit',
      row.id,
      row.version,
      by,
      now,
      toVisit(row),
      null,
      { tlp: input.tlp, recipients: [] },
      by.id,
    );
    keepKey(db, by, 'visit', idempotency, row.id, now);
    return { visit: toVisit(row), isReplay: false };
  }

  function updateVisit(by: Principal, id: string, version: number, input: VisitInput): Visit {
    const row = current(visitRow(by, id), version, 'visit', toVisit);
    if (!visible(by, { tlp: input.tlp, recipients: [], createdBy: row.createdBy })) {
      throw invalid('tlp', 'Choose a marking under which you may see the record yourself');
    }
    const milder = db
      .select({ ref: events.ref })
      .from(targets)
      .innerJoin(events, eq(events.n, targets.eventN))
      .where(and(eq(targets.visitId, row.id), sql`${events.tlp} < ${tlpRank(input.tlp)}`))
      .get();
    if (milder) throw invalid('tlp', 'An event marked milder names this visit: mark that event first');
    if (input.country !== row.country && db.select().from(targets).where(eq(targets.visitId, row.id)).get()) {
      throw invalid('country', 'Events name this visit under its present country: add a new visit instead');
    }
    const set = { ...input, tlp: tlpRank(input.tlp), version: version + 1 };
    const written = db.update(visits).set(set).where(eq(visits.n, row.n)).returning().get();
    replaceText('visits_fts', row.n, textOfVisit(input));
    note(
      'visit',
      row.id,
      written.version,
      by,
      Date.now(),
      toVisit(written),
      markingOf(row),
      { tlp: input.tlp, recipients: [] },
      row.createdBy,
    );
    return toVisit(written);
  }

  function missionRow(id: string): MissionRow | undefined {
    return db.select().from(missions).where(eq(missions.id, id)).get();
  }

  function actorRow(id: string): ActorRow | undefined {
    return db.select().from(actors).where(eq(actors.id, id)).get();
  }

  function visitRow(by: Principal, id: string): VisitRow | undefined {
    return db
      .select()
      .from(visits)
      .where(and(eq(visits.id, id), visitVisibleSql(by)))
      .get();
  }

  function isTargeted(missionId: string): boolean {
    return db.select().from(targets).where(eq(targets.missionId, missionId)).get() !== undefined;
  }

  /** A group may not stand under itself, however many steps up. */
  function refuseParent(own: string | null, { parentId }: ActorInput): void {
    for (let id = parentId; id !== null; ) {
      const parent = actorRow(id);
      if (!parent) throw invalid('parentId', 'No such actor: choose one of the list');
      if (parent.id === own) throw invalid('parentId', 'An actor cannot stand under itself');
      id = parent.parentId;
    }
  }

  function replaceText(table: 'missions_fts' | 'actors_fts' | 'visits_fts', n: number, text: string): void {
    db.run(sql`delete from ${sql.identifier(table)} where rowid = ${n}`);
    db.run(sql`insert into ${sql.identifier(table)} (rowid, text) values (${n}, ${text})`);
  }

  function note(
    type: 'mission' | 'actor' | 'visit',
    recordId: string,
    version: number,
    by: Principal,
    at: number,
    body: unknown,
    before: ChangeMarking | null,
    after: ChangeMarking | null,
    createdBy = '',
  ): void {
    journal.append({
      type,
      recordId,
      version,
      at,
      by,
      reason: null,
      createdBy,
      body: body === null ? null : JSON.stringify(body),
      before,
      after,
    });
  }

  /** Takes the example's visits away, and those of its actors that no event names any more. */
  function removeExampleReferences(by: Principal): void {
    const now = Date.now();
    const used = db.select({ id: targets.visitId }).from(targets).where(sql`${targets.visitId} is not null`);
    for (const row of db
      .select()
      .from(visits)
      .where(and(eq(visits.isExample, true), sql`${visits.id} not in ${used}`))
      .all()) {
      note('visit', row.id, row.version + 1, by, now, null, markingOf(row), null, row.createdBy);
      db.delete(visits).where(eq(visits.n, row.n)).run();
      db.run(sql`delete from visits_fts where rowid = ${row.n}`);
    }
    const named = db.select({ id: eventActors.actorId }).from(eventActors);
    const kept = db
      .select({ id: actors.parentId })
      .from(actors)
      .where(and(eq(actors.isExample, false), sql`${actors.parentId} is not null`));
    const unused = and(
      eq(actors.isExample, true),
      sql`${actors.id} not in ${named}`,
      sql`${actors.id} not in ${kept}`,
    );
    const leaving = db.select().from(actors).where(unused).all();
    const stays = new Set(
      db
        .select({ id: actors.parentId })
        .from(actors)
        .where(sql`${actors.parentId} is not null and ${actors.id} in ${named}`)
        .all()
        .map(({ id }) => id),
    );
    for (const row of leaving) {
      if (stays.has(row.id)) continue;
      note('actor', row.id, row.version + 1, by, now, null, open, null);
      db.delete(actors)
        .where(inArray(actors.id, [row.id]))
        .run();
      db.run(sql`delete from actors_fts where rowid = ${row.n}`);
    }
  }

  return {
    createMission,
    updateMission,
    createActor,
    updateActor,
    createVisit,
    updateVisit,
    removeExampleReferences,
  };
}

export function missionId({
  wikidata,
  sending,
  host,
  type,
  city,
}: Pick<MissionInput, 'wikidata' | 'sending' | 'host' | 'type' | 'city'>): string {
  return uuidOfName(`mission ${wikidata ?? [sending, host, type, city ?? ''].join(' ')}`);
}

/** The columns by which missions are sorted and looked up. */
function keysOf({ type, city }: MissionInput): { typeRank: number; cityKey: string | null } {
  return { typeRank: missionTypes.indexOf(type), cityKey: city && fold(city) };
}

export function insertMission(db: Db, id: string, input: MissionInput): MissionRow {
  const row = db
    .insert(missions)
    .values({ ...input, ...keysOf(input), id, version: 1 })
    .returning()
    .get();
  db.run(sql`insert into missions_fts (rowid, text) values (${row.n}, ${textOfMission(input)})`);
  return row;
}

export function insertActor(db: Db, id: string, input: ActorInput, isExample: boolean): ActorRow {
  const row = db
    .insert(actors)
    .values({ ...input, id, version: 1, isExample })
    .returning()
    .get();
  db.run(sql`insert into actors_fts (rowid, text) values (${row.n}, ${textOfActor(input)})`);
  return row;
}

export function insertVisit(
  db: Db,
  id: string,
  input: VisitInput,
  by: Principal,
  isExample: boolean,
): VisitRow {
  const row = db
    .insert(visits)
    .values({ ...input, tlp: tlpRank(input.tlp), id, version: 1, createdBy: by.id, isExample })
    .returning()
    .get();
  db.run(sql`insert into visits_fts (rowid, text) values (${row.n}, ${textOfVisit(input)})`);
  return row;
}

function markingOf({ tlp }: VisitRow): ChangeMarking {
  const marking: Tlp = tlps[tlp] ?? 'red';
  return { tlp: marking, recipients: [] };
}

function found<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new AppError('not-found', `There is no such ${what}, or you may not see it.`);
  return row;
}

function current<T extends { version: number }>(
  row: T | undefined,
  version: number,
  what: string,
  answer: (row: T) => unknown,
): T {
  const known = found(row, what);
  if (known.version !== version) {
    throw new AppError('moved-on', 'The record has been changed since you read it.', {
      current: answer(known),
    });
  }
  return known;
}

export type ReferenceCommands = ReturnType<typeof createReferenceCommands>;
