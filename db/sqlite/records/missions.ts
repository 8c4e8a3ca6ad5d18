import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import { uuidFromName } from '../../ids';
import { invalid } from '../../model/errors';
import { isSame } from '../../model/journal/history';
import { registeredNames } from '../../model/places/city-names';
import { type Country, isCountry } from '../../model/places/countries';
import { findCountryMentions, mentionRank, stopWords } from '../../model/places/country-mentions';
import { missionRecord } from '../../model/records/mission';
import type { Mission, MissionInput } from '../../model/reference';
import { fold } from '../../model/values/fold';
import { missionTypes } from '../../model/words';
import { createEventRenaming } from '../indexing/rename-in-events';
import { searchIn } from '../queries/search-in';
import { missions } from '../schema/reference';
import { bindRecord } from './record-binding';

/** A mission of the register, whose id follows from its fields. */
export const missionBinding = bindRecord(missionRecord, {
  table: missions,
  texts: 'missions_fts',
  columnsOf: (input) => input,
  keysOf: ({ type, city }) => ({ typeRank: missionTypes.indexOf(type), cityKey: city && fold(city) }),
  toAnswer: ({ n: _, typeRank: __, cityKey: ___, renamingAfter: ____, ...mission }) => mission,

  /**
   * First the missions of a country that `q` names in full, then those in it; within these, embassies first, then in
   * the order of the register.
   */
  listParts: ({ sending, host, city, type, q }) => {
    const mentioned = q ? findCountryMentions(q).countries : [];
    const rank = mentionRankSql(mentioned);
    const byType = sql`${missions.typeRank}, ${missions.n}`;
    return {
      where: and(
        sending && inArray(missions.sending, sending.filter(isCountry)),
        host && inArray(missions.host, host.filter(isCountry)),
        type && sql`${missions.type} in ${type}`,
        city ? inCitySql(city) : undefined,
        q ? searchIn('missions_fts', missions.n, q, stopWords) : undefined,
      ),
      order: {
        by: mentioned.length > 0 ? sql`${rank}, ${byType}` : byType,
        after: (last) =>
          sql`(${rank}, ${byType}) > (${mentionRank(mentioned, last)}, ${last.typeRank}, ${last.n})`,
      },
    };
  },

  rules: ({ db }) => {
    const renaming = createEventRenaming(db, 'mission');
    const slot = sql.placeholder;
    const byId = db
      .select({ id: missions.id })
      .from(missions)
      .where(eq(missions.id, slot('id')))
      .prepare();
    const duplicate = db
      .select({ id: missions.id })
      .from(missions)
      .where(and(eq(missions.wikidata, slot('wikidata')), ne(missions.id, slot('own'))))
      .prepare();
    const refuseDuplicate = ({ wikidata }: MissionInput, own: string) => {
      if (wikidata !== null && duplicate.get({ wikidata, own })) throw invalid('wikidata', 'wikidata-taken');
    };
    return {
      idOf: missionId,
      checkCreation(_, input) {
        if (byId.get({ id: missionId(input) })) {
          throw invalid(input.wikidata ? 'wikidata' : 'city', 'mission-exists');
        }
        refuseDuplicate(input, '');
      },
      checkUpdate(_, { id, sending }, input) {
        // Events name it under this country. Refused even if none does, since that would tell whether a hidden one does.
        if (input.sending !== sending) {
          throw invalid('sending', 'sending-fixed', { country: sending });
        }
        refuseDuplicate(input, id);
      },
      afterUpdate(row, before, after) {
        if (!isSame(namesOf(before), namesOf(after))) renaming.begin(row);
      },
    };
  },
});

/** The fields that events show or are found by; a change of them is written into events. */
function namesOf({ type, host, city, metro, name, aliases }: Mission) {
  return { type, host, city, metro, name, aliases };
}

/** The fields from which the id is derived. */
type MissionKey = Pick<MissionInput, 'wikidata' | 'sending' | 'host' | 'type' | 'city'>;

/** The id of a mission, from its Wikidata id or (sending, host, type, city): the same on every installation. */
export function missionId({ wikidata, sending, host, type, city }: MissionKey): string {
  return uuidFromName(`mission ${wikidata ?? [sending, host, type, city ?? ''].join(' ')}`);
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
