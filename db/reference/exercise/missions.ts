import type { City } from '../../model/exercise-files';
import type { Country } from '../../model/places/countries';
import { countryName } from '../../model/places/country-names';
import type { Mission } from '../../model/reference';
import { type MissionType, type TargetType, targetTypeOfMission } from '../../model/words';

export type FindMission = (city: City, sending: Country, type?: TargetType) => Mission | null;

/** Finds the mission of a State in a city among those of the register; the order of the register does not matter. */
export function createFindMission(missions: readonly Mission[]): FindMission {
  const byPlace = new Map<string, Mission[]>();
  for (const mission of missions) {
    const key = keyOf(mission.host, mission.sending, mission.metro ?? mission.city);
    byPlace.set(key, [...(byPlace.get(key) ?? []), mission]);
  }
  return ({ host, name }, sending, type) =>
    byPlace
      .get(keyOf(host, sending, name))
      ?.filter((one) => type === undefined || targetTypeOfMission(one.type) === type)
      .toSorted((a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1))[0] ?? null;
}

function keyOf(...parts: (string | null)[]): string {
  return JSON.stringify(parts);
}

function rankOf({ type }: Mission): number {
  return targetTypeOfMission(type) === 'embassy' ? 0 : 1;
}

/** "embassy of Japan", as a title says it. */
export function nameOfMission(mission: Pick<Mission, 'type' | 'sending'>): string {
  return `${nouns[mission.type] ?? 'embassy'} of ${stateName(mission.sending)}`;
}

const nouns: Partial<Record<MissionType, string>> = {
  'high-commission': 'high commission',
  'consulate-general': 'consulate general',
  consulate: 'consulate',
  'honorary-consulate': 'honorary consulate',
};

const withArticle: ReadonlySet<string> = new Set(['AE', 'GB', 'NL', 'PH', 'US']);

export function stateName(code: Country): string {
  return `${withArticle.has(code) ? 'the ' : ''}${countryName(code, 'en')}`;
}
