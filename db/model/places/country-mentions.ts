import { locales } from '@/db/model/locales';
import { fold, words } from '@/db/model/values/fold';
import { type Country, countryCodes } from './countries';
import { namesOfCountry } from './country-names';

/** "Embassy of Russia in Kabul", "Kabil'deki Rusya Büyükelçiliği": small words tell no record from another. */
export const stopWords: ReadonlySet<string> = new Set(
  'of the in at to de в во на при da de ta te daki deki taki teki'.split(' ').map(fold),
);

let called: Map<string, Country[]> | undefined;
let mostWords = 1;

function index(): Map<string, Country[]> {
  if (called) return called;
  called = new Map();
  for (const code of countryCodes) {
    for (const name of new Set(namesOfCountry(code, locales).map((one) => words(one).join(' ')))) {
      called.set(name, [...(called.get(name) ?? []), code]);
      mostWords = Math.max(mostWords, name.split(' ').length);
    }
  }
  return called;
}

export type CountryMentions = {
  /** In the order in which the text names them. */
  countries: Country[];
  /** The other words of the text, folded, without the small ones. */
  rest: string[];
};

/**
 * The countries that a text calls by a whole name, code or adjective in any of the three languages. The longest
 * name counts: "equatorial guinea" is not Guinea, and "uk" is not the beginning of Ukraine.
 */
export function findCountryMentions(text: string): CountryMentions {
  const names = index();
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
  for (let length = Math.min(mostWords, given.length - at); length > 0; length -= 1) {
    const name = given.slice(at, at + length).join(' ');
    const found = stopWords.has(name) ? undefined : names.get(name);
    if (found) return [length, found];
  }
  return [1, []];
}

/**
 * Where a mission stands among those found for a text that calls these countries: by the place of its sending State
 * among them, then of its host; the rest last.
 */
export function mentionRank(
  called: readonly Country[],
  { sending, host }: { sending: Country; host: Country },
): number {
  const [bySending, byHost] = [called.indexOf(sending), called.indexOf(host)];
  if (bySending >= 0) return bySending;
  return called.length + (byHost >= 0 ? byHost : called.length);
}
