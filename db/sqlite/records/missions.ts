import { and, between, eq, gte, inArray, lte, or, type SQL, sql } from 'drizzle-orm';
import { uuidFromName } from '../../ids';
import type { Box } from '../../model/places/box';
import { registeredNames } from '../../model/places/city-names';
import { type Country, isCountry } from '../../model/places/countries';
import { findCountryMentions, mentionRank, stopWords } from '../../model/places/country-mentions';
import { missionRecord } from '../../model/records/mission';
import type { MissionInput } from '../../model/reference';
import { fold } from '../../model/values/fold';
import { throwIfRefused } from '../../rules/decision';
import {
  isMissionRenamed,
  missionColumnsOf,
  missionKeyOf,
  refuseMissionCreation,
  refuseMissionUpdate,
} from '../../rules/records/missions';
import { searchIn } from '../queries/search-in';
import { missions } from '../schema/reference';
import { bindRecord } from './record-binding';

/** A mission of the register, whose id follows from its fields. */
export const missionBinding = bindRecord(missionRecord, {
  table: missions,
  texts: 'missions_fts',
  columnsOf: (input) => input,
  keysOf: (input) => missionColumnsOf(input),
  toAnswer: ({ n: _, typeRank: __, cityKey: ___, renamingAfter: ____, ...mission }) => mission,

  /**
   * First the missions of a country that `q` names in full, then those in it; within these, embassies first, then in
   * the order of the register.
   */
  listParts: ({ sending, host, city, type, status, q, bbox }) => {
    const mentioned = q ? findCountryMentions(q).countries : [];
    const rank = mentionRankSql(mentioned);
    const byType = sql`${missions.typeRank}, ${missions.n}`;
    return {
      where: and(
        sending && inArray(missions.sending, sending.filter(isCountry)),
        host && inArray(missions.host, host.filter(isCountry)),
        type && sql`${missions.type} in ${type}`,
        status && inArray(missions.status, status),
        city ? inCitySql(city) : undefined,
        bbox && inBoxSql(bbox),
        q ? searchIn('missions_fts', missions.n, q, stopWords) : undefined,
      ),
      order: {
        by: mentioned.length > 0 ? sql`${rank}, ${byType}` : byType,
        after: (last) =>
          sql`(${rank}, ${byType}) > (${mentionRank(mentioned, last)}, ${last.typeRank}, ${last.n})`,
      },
    };
  },

  namedIn: { references: 'targets', column: 'mission_id', isRenamed: isMissionRenamed },

  rules: ({ db }) => {
    const slot = sql.placeholder;
    const byId = db
      .select({ id: missions.id })
      .from(missions)
      .where(eq(missions.id, slot('id')))
      .prepare();
    const withWikidata = db
      .select({ id: missions.id })
      .from(missions)
      .where(eq(missions.wikidata, slot('wikidata')))
      .prepare();
    const idsWithWikidata = ({ wikidata }: MissionInput) =>
      wikidata === null ? [] : withWikidata.all({ wikidata }).map(({ id }) => id);
    return {
      idOf: missionId,
      checkCreation(_, input) {
        const isRegistered = byId.get({ id: missionId(input) }) !== undefined;
        const references = { isRegistered, withSameWikidata: idsWithWikidata(input) };
        throwIfRefused(refuseMissionCreation(input, references));
      },
      checkUpdate(_, before, input) {
        const references = { withSameWikidata: idsWithWikidata(input) };
        throwIfRefused(refuseMissionUpdate(before, input, references));
      },
    };
  },
});

/** The id of a mission: the same on every installation. */
export function missionId(mission: Parameters<typeof missionKeyOf>[0]): string {
  return uuidFromName(missionKeyOf(mission));
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

/** The SQL equivalent of `isInBox`. */
function inBoxSql([west, south, east, north]: Box): SQL | undefined {
  const [toEast, toWest] = [gte(missions.lon, west), lte(missions.lon, east)];
  return and(between(missions.lat, south, north), west > east ? or(toEast, toWest) : and(toEast, toWest));
}
