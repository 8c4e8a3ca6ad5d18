import { locales } from '@/db/model/locales';
import { fold, words } from '@/db/model/values/fold';
import { type Country, countryCodes } from './countries';
import { namesOfCountry } from './country-names';

/** Words that searches ignore, as in "Embassy of Russia in Kabul" or "Kabil'deki Rusya Büyükelçiliği". */
export const stopWords: ReadonlySet<string> = new Set(
  'of the in at to de в во на при da de ta te daki deki taki teki'.split(' ').map(fold),
);

let countriesByName: Map<string, Country[]> | undefined;
let maxWords = 1;

function indexNames(): Map<string, Country[]> {
  if (countriesByName) return countriesByName;
  countriesByName = new Map();
  for (const code of countryCodes) {
    for (const name of new Set(namesOfCountry(code, locales).map((one) => words(one).join(' ')))) {
      countriesByName.set(name, [...(countriesByName.get(name) ?? []), code]);
      maxWords = Math.max(maxWords, name.split(' ').length);
    }
  }
  return countriesByName;
}

export type CountryMentions = {
  /** In the order of the text. */
  countries: Country[];
  /** The other words of the text, folded, without stop words. */
  rest: string[];
};

/**
 * Finds the countries that a text names in full, by name, code or adjective in any of the three languages. The longest
 * match counts: "equatorial guinea" is not Guinea. A prefix is no match: "uk" is not Ukraine.
 */
export function findCountryMentions(text: string): CountryMentions {
  const names = indexNames();
  const given = words(text);
  const countries = new Set<Country>();
  const rest: string[] = [];
  let at = 0;
  while (at < given.length) {
    const [length, found] = longestName(names, given, at);
    for (const code of found) countries.add(code);
    const word = given[at];
    if (found.length === 0 && word !== undefined && !stopWords.has(word)) rest.push(word);
    at += length;
  }
  return { countries: [...countries], rest };
}

function longestName(
  names: ReadonlyMap<string, Country[]>,
  given: readonly string[],
  at: number,
): readonly [length: number, found: readonly Country[]] {
  for (let length = Math.min(maxWords, given.length - at); length > 0; length -= 1) {
    const name = given.slice(at, at + length).join(' ');
    const found = stopWords.has(name) ? undefined : names.get(name);
    if (found) return [length, found];
  }
  return [1, []];
}

/**
 * The rank of a mission in the results for a text that mentions these countries: first by the position of its sending
 * State among them, then by that of its host; others last.
 */
export function mentionRank(
  mentioned: readonly Country[],
  { sending, host }: { sending: Country; host: Country },
): number {
  const [bySending, byHost] = [mentioned.indexOf(sending), mentioned.indexOf(host)];
  if (bySending >= 0) return bySending;
  return mentioned.length + (byHost >= 0 ? byHost : mentioned.length);
}
