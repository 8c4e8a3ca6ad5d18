import { fold } from '@/db/model/values/fold';
import table from './cities.json' with { type: 'json' };

/**
 * A city by its name in Turkish and Russian, as the foreign ministries write it, where it differs from that of
 * the register or the gazetteer; `others` that people type, and the city that a district lies `within`.
 */
type City = { tr?: string; ru?: string; others?: readonly string[]; within?: string };

/** By country, then by the name that the register or the gazetteer gives. */
export const cities: Readonly<Record<string, Readonly<Record<string, City>>>> = table;

let known: Map<string, { country: string; name: string; city: City }[]> | undefined;

/** The cities of the table that bear a name in any spelling, whatever their country. */
function citiesByName(name: string) {
  if (!known) {
    known = new Map();
    for (const [country, ofCountry] of Object.entries(cities)) {
      for (const [own, city] of Object.entries(ofCountry)) {
        for (const spelling of new Set(spellings(own, city).map(fold))) {
          known.set(spelling, [...(known.get(spelling) ?? []), { country, name: own, city }]);
        }
      }
    }
  }
  return known.get(fold(name)) ?? [];
}

function spellings(name: string, { tr, ru, others = [] }: City): string[] {
  return [name, ...(tr ? [tr] : []), ...(ru ? [ru] : []), ...others];
}

/** All that a city is looked for by: as it is written here, its other names, and those of the city it lies in. */
export function namesOfCity(country: string, written: string): string[] {
  const named = citiesByName(written).filter((one) => one.country === country);
  return [
    written,
    ...named.flatMap(({ name, city }) => [
      ...spellings(name, city),
      ...(city.within ? spellings(city.within, cities[country]?.[city.within] ?? {}) : []),
    ]),
  ];
}

/** The names by which the register and the gazetteer may know a city that somebody calls so. */
export function registeredNames(called: string): string[] {
  return [called, ...citiesByName(called).map(({ name }) => name)];
}

/**
 * What the cities of the world are called in a language where that is not what the records say, by country and
 * by the Latin spelling that a record may bear: { AF: [['Kabul', 'Kabil']] }.
 */
export function cityNames(locale: string): Record<string, [written: string, shown: string][]> {
  const named = Object.entries(cities).map(([country, ofCountry]) => {
    const pairs = Object.entries(ofCountry).flatMap(([name, city]) => {
      const shown = locale === 'tr' ? city.tr : locale === 'ru' ? city.ru : undefined;
      if (shown === undefined) return [];
      const others = (city.others ?? []).filter(
        (one) => isLatin(one) && one !== shown && !(one in ofCountry),
      );
      return [name, ...others].map((written): [string, string] => [written, shown]);
    });
    return [country, pairs] as const;
  });
  return Object.fromEntries(named.filter(([, pairs]) => pairs.length > 0));
}

function isLatin(text: string): boolean {
  return !/\p{Script=Cyrillic}/u.test(text);
}
