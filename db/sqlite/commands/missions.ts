import { eq, sql } from 'drizzle-orm';
import { uuidFromName } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { isSame } from '../../model/journal/history';
import type { Mission, MissionInput } from '../../model/reference';
import { throwIfRefused } from '../../rules/decision';
import {
  isMissionRenamed,
  missionColumnsOf,
  missionKeyOf,
  refuseMissionCreation,
  refuseMissionUpdate,
} from '../../rules/records/missions';
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
    const isRegistered = find(missionId(input)) !== undefined;
    throwIfRefused(refuseMissionCreation(input, { isRegistered, withSameWikidata: idsWithWikidata(input) }));
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
    throwIfRefused(refuseMissionUpdate(row, input, { withSameWikidata: idsWithWikidata(input) }));
    const before = toMission(row);
    if (isSame(before, { ...before, ...input })) return before;
    const written = db
      .update(missions)
      .set({ ...input, ...missionColumnsOf(input), version: version + 1 })
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
    if (isMissionRenamed(before, mission)) renaming.begin(row);
    return mission;
  }

  function insertMission(input: MissionInput): Mission {
    const row = insert.get({ ...input, ...missionColumnsOf(input), id: missionId(input), version: 1 });
    texts.add(row.n, textOfMission(input));
    return toMission(row);
  }

  function find(id: string): MissionRow | undefined {
    return db.select().from(missions).where(eq(missions.id, id)).get();
  }

  function idsWithWikidata({ wikidata }: MissionInput): string[] {
    if (wikidata === null) return [];
    const same = eq(missions.wikidata, wikidata);
    return db
      .select({ id: missions.id })
      .from(missions)
      .where(same)
      .all()
      .map(({ id }) => id);
  }

  return { createMission, updateMission, insertMission, renaming };
}

/** The id of a mission: the same on every installation. */
export function missionId(mission: Parameters<typeof missionKeyOf>[0]): string {
  return uuidFromName(missionKeyOf(mission));
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
