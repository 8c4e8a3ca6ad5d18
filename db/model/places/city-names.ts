import { fold } from '@/db/model/values/fold';
import table from './cities.json' with { type: 'json' };

/**
 * The names of a city: in Turkish and Russian, as the foreign ministries write them, if they differ from that of the
 * register or the gazetteer; `others` that people type; and the city that a district lies `within`.
 */
type City = { tr?: string; ru?: string; others?: readonly string[]; within?: string };

/** By country, then by the name in the register or the gazetteer. */
export const cities: Readonly<Record<string, Readonly<Record<string, City>>>> = table;

let cachedIndex: Map<string, { country: string; name: string; city: City }[]> | undefined;

/** The cities in the table that have a name, in any spelling and any country. */
function citiesByName(name: string) {
  if (!cachedIndex) {
    cachedIndex = new Map();
    for (const [country, ofCountry] of Object.entries(cities)) {
      for (const [own, city] of Object.entries(ofCountry)) {
        for (const spelling of new Set(spellings(own, city).map(fold))) {
          cachedIndex.set(spelling, [...(cachedIndex.get(spelling) ?? []), { country, name: own, city }]);
        }
      }
    }
  }
  return cachedIndex.get(fold(name)) ?? [];
}

function spellings(name: string, { tr, ru, others = [] }: City): string[] {
  return [name, ...(tr ? [tr] : []), ...(ru ? [ru] : []), ...others];
}

/** All names by which a city is found: as written, its other names, and those of the city that it lies within. */
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

/** The names that the register and the gazetteer may have for a city of this name. */
export function registeredNames(city: string): string[] {
  return [city, ...citiesByName(city).map(({ name }) => name)];
}

/**
 * The names of cities in a language, if they differ from those in records: by country, pairs of the Latin spelling in
 * a record and the name to show, such as { AF: [['Kabul', 'Kabil']] }.
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
