import { and, eq, ne, sql } from 'drizzle-orm';
import { uuidFromName } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { invalid } from '../../model/errors';
import { isSame } from '../../model/journal/history';
import type { Mission, MissionInput } from '../../model/reference';
import { fold } from '../../model/values/fold';
import { missionTypes } from '../../model/words';
import { textOfMission } from '../../rules/search-text';
import type { Idempotency } from '../../store';
import type { Db } from '../client';
import { createEventRenaming } from '../indexing/rename-in-events';
import { createTextIndex } from '../indexing/text-index';
import type { JournalTable } from '../journal/journal';
import { appendReferenceChange, publicMarking } from '../journal/reference-journal';
import { type MissionRow, toMission } from '../queries/reference-rows';
import { missions } from '../schema/reference';
import { createIdempotency } from './idempotency';
import { requireFound, requireVersion } from './requirements';

/** The commands on missions. Call each inside one immediate transaction. */
export function createMissionCommands(db: Db, journal: JournalTable) {
  const idempotencyKeys = createIdempotency(db);
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
    const known = idempotencyKeys.find(by, 'mission', idempotency, now);
    if (known !== null) return { mission: toMission(requireFound(find(known), 'mission')), isReplay: true };
    if (find(missionId(input))) {
      throw invalid(input.wikidata ? 'wikidata' : 'city', 'mission-exists');
    }
    refuseDuplicate(input, null);
    const mission = insertMission(input);
    appendReferenceChange(journal, by, {
      type: 'mission',
      record: mission,
      before: null,
      after: publicMarking,
    });
    idempotencyKeys.save(by, 'mission', idempotency, mission.id, now);
    return { mission, isReplay: false };
  }

  function updateMission(by: Principal, id: string, version: number, input: MissionInput): Mission {
    const row = requireVersion(find(id), version, 'mission', toMission);
    // Events name it under this country. Refused even if none does, since that would tell whether a hidden one does.
    if (input.sending !== row.sending) {
      throw invalid('sending', 'sending-fixed', { country: row.sending });
    }
    refuseDuplicate(input, row.id);
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
    appendReferenceChange(journal, by, {
      type: 'mission',
      record: mission,
      before: publicMarking,
      after: publicMarking,
    });
    if (!isSame(namesOf(before), namesOf(mission))) renaming.begin(row);
    return mission;
  }

  function insertMission(input: MissionInput): Mission {
    const row = insert.get({ ...input, ...keysOf(input), id: missionId(input), version: 1 });
    texts.add(row.n, textOfMission(input));
    return toMission(row);
  }

  function find(id: string): MissionRow | undefined {
    return db.select().from(missions).where(eq(missions.id, id)).get();
  }

  function refuseDuplicate({ wikidata }: MissionInput, own: string | null): void {
    if (wikidata === null) return;
    const others = own === null ? undefined : ne(missions.id, own);
    const duplicate = db
      .select({ id: missions.id })
      .from(missions)
      .where(and(eq(missions.wikidata, wikidata), others))
      .get();
    if (duplicate) throw invalid('wikidata', 'wikidata-taken');
  }

  return { createMission, updateMission, insertMission, renaming };
}

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

/** The derived columns by which missions are sorted and found. */
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
