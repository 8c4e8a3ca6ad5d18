import type { Locale } from '@/db/model/locales';
import { cityNames } from '@/db/model/places/city-names';
import { countryCodes } from '@/db/model/places/countries';
import { countryName, shortCountryNames } from '@/db/model/places/country-names';

/**
 * Countries by code, and the short names of those that have one; cities by country, where they are called
 * otherwise than they are written.
 */
export type PlaceNames = {
  countries: Record<string, string>;
  shortCountries: Record<string, string>;
  cities: ReturnType<typeof cityNames>;
};

const named = new Map<Locale, PlaceNames>();

/**
 * The names of places in a language, for the pages to send: the browser asks neither its own list of countries,
 * which may word them otherwise than the server's did in the first paint, nor for the names of other languages.
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
