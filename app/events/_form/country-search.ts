import { locales } from '@/db/model/locales';
import { type Country, countryCodes } from '@/db/model/places/countries';
import { namesOfCountry } from '@/db/model/places/country-names';
import { words } from '@/db/model/values/fold';

let index: { code: Country; names: string[][] }[] | undefined;

/** Every country with the folded words of its names in the three languages. */
function countries() {
  index ??= countryCodes.map((code) => ({
    code,
    names: namesOfCountry(code, locales).map(words),
  }));
  return index;
}

const minLetters = 2;

/**
 * Countries of which a name in any of the three languages has a word that begins with a word of the text; best
 * matches first.
 */
export function countriesNamedIn(text: string): Country[] {
  const sought = words(text).filter((word) => word.length >= minLetters);
  return countries()
    .map(({ code, names }) => ({
      code,
      hits: sought.filter((word) => names.flat().some((part) => part.startsWith(word))).length,
      // Ranks Russia before Belarus (Beyaz Rusya) for "rusya".
      isCalled: names.some((name) => name.every((part) => sought.includes(part))),
      isWhole: sought.some((word) => names.flat().includes(word)),
    }))
    .filter(({ hits }) => hits > 0)
    .sort(
      (a, b) =>
        b.hits - a.hits || Number(b.isCalled) - Number(a.isCalled) || Number(b.isWhole) - Number(a.isWhole),
    )
    .map(({ code }) => code);
}
