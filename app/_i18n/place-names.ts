import type { Locale } from '@/db/model/locales';
import { cityNames } from '@/db/model/places/city-names';
import { countryCodes } from '@/db/model/places/countries';
import { countryName, shortCountryNames } from '@/db/model/places/country-names';

/**
 * Country names by code, the short names of countries that have one, and cities by country if their name in this
 * language differs from the written one.
 */
export type PlaceNames = {
  countries: Record<string, string>;
  shortCountries: Record<string, string>;
  cities: ReturnType<typeof cityNames>;
};

const named = new Map<Locale, PlaceNames>();

/**
 * Place names in one language, sent with the page. The browser's own country names may differ from those in the
 * server's first paint, and it needs no other language.
 */
export function placeNames(locale: Locale): PlaceNames {
  const known = named.get(locale);
  if (known) return known;
  const names = {
    countries: Object.fromEntries(countryCodes.map((code) => [code, countryName(code, locale)])),
    shortCountries: shortCountryNames(locale),
    cities: cityNames(locale),
  };
  named.set(locale, names);
  return names;
}
