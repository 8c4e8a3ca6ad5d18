import type { Country } from '@/db/model/places/countries';
import { findCountryMentions } from '@/db/model/places/country-mentions';
import { missionTypeNames } from '@/db/model/places/mission-type-names';
import { words } from '@/db/model/values/fold';
import { type MissionType, missionTypes } from '@/db/model/words';

export type NewMission = { sending: Country | null; host: Country | null; type: MissionType; city: string };

/**
 * Parses a text about a new mission: "american consulate general karachi". The first country named sends it, the
 * second hosts it, words for a type give its type, and the remaining words are its city, folded.
 */
export function readMission(text: string): NewMission {
  const { countries, rest } = findCountryMentions(text);
  const [type, typeWords] = typeIn(rest);
  const city = rest.filter((word) => !typeWords.includes(word)).join(' ');
  return { sending: countries[0] ?? null, host: countries[1] ?? null, type, city };
}

/** The type with the longest name among the words; an embassy by default. */
function typeIn(given: readonly string[]): [type: MissionType, name: readonly string[]] {
  let found: [MissionType, readonly string[]] = ['embassy', []];
  for (const type of missionTypes) {
    for (const name of missionTypeNames[type].map(words)) {
      if (name.length > found[1].length && name.every((word) => given.includes(word))) found = [type, name];
    }
  }
  return found;
}
