import { isCountry } from '@/db/model/places/countries';
import { canonicalZone } from '@/db/model/places/time-zones';
import { isStorable } from '@/db/model/values/storable';

/** A place whose time the header shows. */
export type ClockPlace = { country: string; city: string; timeZone: string };

/** As many as fit in the header of a common desktop screen. */
export const maxPinnedClocks = 4;
const maxCityLetters = 120;

/** The pinned clocks for the cookie `clocks`: time zone, country and city of each. */
export function serializeClocks(places: readonly ClockPlace[]): string {
  return JSON.stringify(places.map(({ timeZone, country, city }) => [timeZone, country, city]));
}

/**
 * The clocks in the cookie; null if none were ever chosen. Cookies are outside input, so invalid entries are ignored.
 */
export function parseClocks(cookie: string | undefined): ClockPlace[] | null {
  if (cookie === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(cookie);
    return Array.isArray(parsed) ? parsed.flatMap(placeOf).slice(0, maxPinnedClocks) : null;
  } catch {
    return null;
  }
}

function placeOf(given: unknown): ClockPlace[] {
  if (!Array.isArray(given)) return [];
  const [zone, country, city] = given;
  // The canonical name, since formats are cached per time zone and a zone has thousands of spellings.
  const timeZone = typeof zone === 'string' ? canonicalZone(zone) : null;
  const isPlace =
    typeof country === 'string' &&
    isCountry(country) &&
    typeof city === 'string' &&
    city.trim() !== '' &&
    city.length <= maxCityLetters &&
    isStorable(city);
  return isPlace && timeZone !== null ? [{ timeZone, country, city }] : [];
}
