import { isCountry } from '@/db/model/places/countries';
import { canonicalZone } from '@/db/model/places/time-zones';
import { isStorable } from '@/db/model/values/storable';

/** A place whose time the header shows. */
export type ClockPlace = { country: string; city: string; timeZone: string };

/** As many as the header of a common desk has room for. */
export const mostPinned = 4;
const mostCityLetters = 120;

/** The pinned clocks as the cookie `clocks` keeps them: zone, country and city of each. */
export function writeClocks(places: readonly ClockPlace[]): string {
  return JSON.stringify(places.map(({ timeZone, country, city }) => [timeZone, country, city]));
}

/** Those of the cookie; null where none was ever chosen. What it holds comes from outside: what is odd is left out. */
export function readClocks(cookie: string | undefined): ClockPlace[] | null {
  if (cookie === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(cookie);
    return Array.isArray(parsed) ? parsed.flatMap(placeOf).slice(0, mostPinned) : null;
  } catch {
    return null;
  }
}

function placeOf(given: unknown): ClockPlace[] {
  if (!Array.isArray(given)) return [];
  const [zone, country, city] = given;
  // By its canonical name: formats are kept for each zone, and a zone has thousands of spellings.
  const timeZone = typeof zone === 'string' ? canonicalZone(zone) : null;
  const isPlace =
    typeof country === 'string' &&
    isCountry(country) &&
    typeof city === 'string' &&
    city.trim() !== '' &&
    city.length <= mostCityLetters &&
    isStorable(city);
  return isPlace && timeZone !== null ? [{ timeZone, country, city }] : [];
}
