import { and, eq, ne, sql } from 'drizzle-orm';
import { uuidOfName } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { invalid } from '../../model/errors';
import { isSame } from '../../model/journal/history';
import type { Mission, MissionInput } from '../../model/reference';
import { fold } from '../../model/values/fold';
import { missionTypes } from '../../model/words';
import type { Idempotency } from '../../store';
import type { Db } from '../client';
import { createEventRenaming } from '../indexing/rename-in-events';
import { textOfMission } from '../indexing/search-text';
import { createTextIndex } from '../indexing/text-index';
import type { JournalTable } from '../journal/journal';
import { note, open } from '../journal/reference-journal';
import { type MissionRow, toMission } from '../queries/reference-rows';
import { missions } from '../schema/reference';
import { createKeys } from './idempotency';
import { atVersion, found } from './refusals';

/** The commands on missions; each is to be called inside one immediate transaction. */
export function createMissionCommands(db: Db, journal: JournalTable) {
  const keys = createKeys(db);
  const texts = createTextIndex(db, 'missions_fts');
  const renaming = createEventRenaming(db, journal, 'mission', (id) => {
    const row = find(id);
    return row && toMission(row);
  });
  const insert = db.insert(missions).values(placeholders).returning().prepare();

  function createMission(
    by: Principal,
    input: MissionInput,
    idempotency: Idempotency,
  ): { mission: Mission; isReplay: boolean } {
    const now = Date.now();
    const known = keys.recall(by, 'mission', idempotency, now);
    if (known !== null) return { mission: toMission(found(find(known), 'mission')), isReplay: true };
    if (find(missionId(input))) {
      throw invalid(
        input.wikidata ? 'wikidata' : 'city',
        'This mission is in the register: edit that record',
      );
    }
    refuseTwin(input, null);
    const mission = insertMission(input);
    note(journal, by, { type: 'mission', record: mission, before: null, after: open });
    keys.keep(by, 'mission', idempotency, mission.id, now);
    return { mission, isReplay: false };
  }

  function updateMission(by: Principal, id: string, version: number, input: MissionInput): Mission {
    const row = atVersion(find(id), version, 'mission', toMission);
    // Events name it under this country. Whether any does is not told: some of them may be hidden.
    if (input.sending !== row.sending) {
      throw invalid('sending', `A mission stays that of its country, ${row.sending}: add a new one instead`);
    }
    refuseTwin(input, row.id);
    const before = toMission(row);
    if (isSame(before, { ...before, ...input })) return before;
    const written = db
      .update(missions)
      .set({ ...input, ...keysOf(input), version: version + 1 })
      .where(eq(missions.n, row.n))
      .returning()
      .get();
    const mission = toMission(written);
    texts.replace(row.n, textOfMission(input));
    note(journal, by, { type: 'mission', record: mission, before: open, after: open });
    if (!isSame(namesOf(before), namesOf(mission))) renaming.begin(row);
    return mission;
  }

  /** Enters a mission that is not there yet. */
  function insertMission(input: MissionInput): Mission {
    const row = insert.get({ ...input, ...keysOf(input), id: missionId(input), version: 1 });
    texts.add(row.n, textOfMission(input));
    return toMission(row);
  }

  function find(id: string): MissionRow | undefined {
    return db.select().from(missions).where(eq(missions.id, id)).get();
  }

  function refuseTwin({ wikidata }: MissionInput, own: string | null): void {
    if (wikidata === null) return;
    const others = own === null ? undefined : ne(missions.id, own);
    const twin = db
      .select({ id: missions.id })
      .from(missions)
      .where(and(eq(missions.wikidata, wikidata), others))
      .get();
    if (twin) throw invalid('wikidata', 'Another mission of the register bears this id');
  }

  return { createMission, updateMission, insertMission, renaming };
}

/** What events say of a mission, and are found by. */
function namesOf({ type, host, city, metro, name, aliases }: Mission) {
  return { type, host, city, metro, name, aliases };
}

/** What an id is made of. */
type MissionKey = Pick<MissionInput, 'wikidata' | 'sending' | 'host' | 'type' | 'city'>;

/** Of the Wikidata id, or of (sending, host, type, city): the same on every installation. */
export function missionId({ wikidata, sending, host, type, city }: MissionKey): string {
  return uuidOfName(`mission ${wikidata ?? [sending, host, type, city ?? ''].join(' ')}`);
}

/** The columns by which missions are sorted and looked up. */
function keysOf({ type, city }: MissionInput): { typeRank: number; cityKey: string | null } {
  return { typeRank: missionTypes.indexOf(type), cityKey: city && fold(city) };
}

const placeholders = {
  id: sql.placeholder('id'),
  version: sql.placeholder('version'),
  wikidata: sql.placeholder('wikidata'),
  sending: sql.placeholder('sending'),
  host: sql.placeholder('host'),
  type: sql.placeholder('type'),
  typeRank: sql.placeholder('typeRank'),
  cityKey: sql.placeholder('cityKey'),
  name: sql.placeholder('name'),
  aliases: sql.placeholder('aliases'),
  city: sql.placeholder('city'),
  metro: sql.placeholder('metro'),
  lat: sql.placeholder('lat'),
  lon: sql.placeholder('lon'),
  status: sql.placeholder('status'),
  statusSince: sql.placeholder('statusSince'),
};
