import { and, asc, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { type AppError, invalid } from '../../model/errors';
import { registeredNames } from '../../model/places/city-names';
import { type Country, isCountry } from '../../model/places/countries';
import { findCountryMentions, mentionRank, stopWords } from '../../model/places/country-mentions';
import type { Actor, Mission, Place, Visit } from '../../model/reference';
import { fold } from '../../model/values/fold';
import { type Page, type Paging, toPage } from '../../page';
import type { MissionFilter } from '../../store';
import type { Db } from '../client';
import { requireFound } from '../commands/requirements';
import { actors, missions, places, visits } from '../schema/reference';
import { searchExpression } from './filter';
import { toActor, toMission, toVisit, type VisitRow } from './reference-rows';
import { visitVisibleSql } from './visible';

/** Queries on missions, actors, visits and places. */
export function createReferenceQueries(db: Db) {
  function getMission(id: string): Mission {
    return toMission(requireFound(db.select().from(missions).where(eq(missions.id, id)).get(), 'mission'));
  }

  /**
   * First the missions of a country that `q` names in full, then those in it; within these, embassies first, then in
   * the order of the register.
   */
  function listMissions({
    sending,
    host,
    city,
    type,
    q,
    limit,
    after,
  }: MissionFilter & Paging): Page<Mission> {
    const last = after === null ? null : db.select().from(missions).where(eq(missions.id, after)).get();
    if (last === undefined) throw createUnknownPageError();
    const mentioned = q ? findCountryMentions(q).countries : [];
    const rank = mentionRankSql(mentioned);
    const rows = db
      .select()
      .from(missions)
      .where(
        and(
          sending && inArray(missions.sending, sending.filter(isCountry)),
          host && inArray(missions.host, host.filter(isCountry)),
          type && sql`${missions.type} in ${type}`,
          city ? inCitySql(city) : undefined,
          q ? searchIn('missions_fts', missions.n, q, stopWords) : undefined,
          last
            ? sql`(${rank}, ${missions.typeRank}, ${missions.n}) > (${mentionRank(mentioned, last)}, ${last.typeRank}, ${last.n})`
            : undefined,
        ),
      )
      .orderBy(...(mentioned.length > 0 ? [rank] : []), asc(missions.typeRank), asc(missions.n))
      .limit(limit + 1)
      .all();
    return toPage(rows, limit, toMission);
  }

  function getActor(id: string): Actor {
    return toActor(requireFound(db.select().from(actors).where(eq(actors.id, id)).get(), 'actor'));
  }

  function listActors({ q, limit, after }: { q?: string } & Paging): Page<Actor> {
    const last = after === null ? null : db.select().from(actors).where(eq(actors.id, after)).get();
    if (last === undefined) throw createUnknownPageError();
    const where = and(
      q ? searchIn('actors_fts', actors.n, q) : undefined,
      last ? gt(actors.n, last.n) : undefined,
    );
    return toPage(
      db
        .select()
        .from(actors)
        .where(where)
        .orderBy(actors.n)
        .limit(limit + 1)
        .all(),
      limit,
      toActor,
    );
  }

  function getVisit(who: Principal, id: string): Visit {
    return toVisit(requireFound(findVisit(who, id), 'visit'));
  }

  function findVisit(who: Principal, id: string): VisitRow | undefined {
    return db
      .select()
      .from(visits)
      .where(and(eq(visits.id, id), visitVisibleSql(who)))
      .get();
  }

  function listVisits(
    who: Principal,
    { country, host, q, limit, after }: { country?: string[]; host?: string[]; q?: string } & Paging,
  ): Page<Visit> {
    const last = after === null ? null : findVisit(who, after);
    if (last === undefined) throw createUnknownPageError();
    const where = and(
      visitVisibleSql(who),
      country && inArray(visits.country, country.filter(isCountry)),
      host && inArray(visits.host, host.filter(isCountry)),
      q ? searchIn('visits_fts', visits.n, q, stopWords) : undefined,
      last ? gt(visits.n, last.n) : undefined,
    );
    return toPage(
      db
        .select()
        .from(visits)
        .where(where)
        .orderBy(visits.n)
        .limit(limit + 1)
        .all(),
      limit,
      toVisit,
    );
  }

  function listPlaces({ q, country, limit }: { q: string; country?: string; limit: number }): Place[] {
    const within = country && isCountry(country) ? eq(places.country, country) : undefined;
    return db
      .select({
        name: places.name,
        country: places.country,
        province: places.province,
        lat: places.lat,
        lon: places.lon,
        population: places.population,
      })
      .from(places)
      .where(and(within, searchIn('places_fts', places.n, q)))
      .orderBy(places.n)
      .limit(limit)
      .all();
  }

  return { getMission, listMissions, getActor, listActors, getVisit, listVisits, listPlaces };
}

/** The SQL equivalent of `mentionRank`. */
function mentionRankSql(mentioned: readonly Country[]): SQL {
  if (mentioned.length === 0) return sql`0`;
  const cases = [missions.sending, missions.host].flatMap((column, columnIndex) =>
    mentioned.map(
      (code, index) => sql`when ${column} = ${code} then ${columnIndex * mentioned.length + index}`,
    ),
  );
  return sql`case ${sql.join(cases, sql` `)} else ${2 * mentioned.length} end`;
}

/** The mission's city or metropolitan area has this name, in any known spelling. */
function inCitySql(city: string): SQL | undefined {
  const names = registeredNames(city);
  return or(inArray(missions.cityKey, names.map(fold)), sql`${missions.metro} collate nocase in ${names}`);
}

function searchIn(
  table: string,
  n: typeof missions.n | typeof actors.n | typeof visits.n | typeof places.n,
  q: string,
  ignored?: ReadonlySet<string>,
): SQL {
  const expression = searchExpression(q, ignored);
  if (expression === null) return sql`0`;
  return sql`${n} in (select rowid from ${sql.identifier(table)} where ${sql.identifier(table)} match ${expression})`;
}

function createUnknownPageError(): AppError {
  return invalid('page', 'page-of-other-list');
}
