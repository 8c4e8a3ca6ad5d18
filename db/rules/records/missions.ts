import { type AppError, invalid } from '@/db/model/errors';
import { isSame } from '@/db/model/journal/history';
import type { Mission, MissionInput } from '@/db/model/reference';
import { fold } from '@/db/model/values/fold';
import { missionTypes } from '@/db/model/words';

/** The ids of the missions with the input's Wikidata id. */
type MissionReferences = { withSameWikidata: readonly string[] };

/** Refuses a mission that the register has already; null if it is new. `isRegistered`: is its id taken? */
export function refuseMissionCreation(
  { wikidata }: MissionInput,
  { isRegistered, withSameWikidata }: MissionReferences & { isRegistered: boolean },
): AppError | null {
  if (isRegistered) return invalid(wikidata ? 'wikidata' : 'city', 'mission-exists');
  return withSameWikidata.length > 0 ? invalid('wikidata', 'wikidata-taken') : null;
}

export function refuseMissionUpdate(
  { id, sending }: Pick<Mission, 'id' | 'sending'>,
  input: MissionInput,
  { withSameWikidata }: MissionReferences,
): AppError | null {
  // Events name it under this country. Refused even if none does, since that would tell whether a hidden one does.
  if (input.sending !== sending) return invalid('sending', 'sending-fixed', { country: sending });
  return withSameWikidata.some((one) => one !== id) ? invalid('wikidata', 'wikidata-taken') : null;
}

/** Does the change concern what events show or are found by? Then it is written into the events that name it. */
export function isMissionRenamed(before: Mission, after: Mission): boolean {
  return !isSame(namesOf(before), namesOf(after));
}

function namesOf({ type, host, city, metro, name, aliases }: Mission) {
  return { type, host, city, metro, name, aliases };
}

/** The name from which the id of a mission is derived: the same on every installation. */
export function missionKeyOf({
  wikidata,
  sending,
  host,
  type,
  city,
}: Pick<MissionInput, 'wikidata' | 'sending' | 'host' | 'type' | 'city'>): string {
  return `mission ${wikidata ?? [sending, host, type, city ?? ''].join(' ')}`;
}

/** The derived columns by which missions are sorted and found. */
export function missionColumnsOf({ type, city }: Pick<MissionInput, 'type' | 'city'>): {
  typeRank: number;
  cityKey: string | null;
} {
  return { typeRank: missionTypes.indexOf(type), cityKey: city && fold(city) };
}
