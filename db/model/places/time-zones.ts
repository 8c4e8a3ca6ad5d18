import type { Country } from './countries';

/**
 * The canonical name of a time zone; null if this runtime does not know it. Runtimes ignore case, so a zone has
 * thousands of spellings, and some accept offsets such as +03:00, which are refused here.
 */
export function canonicalZone(name: string): string | null {
  if (!/^[A-Za-z][\w+\-/]{0,63}$/.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** Is it the name of a time zone that this runtime knows? Accepts any text. */
export function isTimeZone(name: string): boolean {
  return canonicalZone(name) !== null;
}

/** The city in the name of a zone: "New York" for America/New_York. */
export function cityOfZone(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

const zonesByCountry = new Map<string, string[]>();

/** The IANA zones of a country, from CLDR; empty if the runtime does not have them. */
export function timeZonesOf(code: string): string[] {
  const zones = zonesByCountry.get(code) ?? readTimeZones(code);
  zonesByCountry.set(code, zones);
  return zones;
}

/** The list is a property in older runtimes, and a method in newer ones. */
function readTimeZones(code: string): string[] {
  const locale = new Intl.Locale('und', { region: code });
  const property: unknown = Reflect.get(locale, 'timeZones');
  if (Array.isArray(property)) return property;
  const method: unknown = Reflect.get(locale, 'getTimeZones');
  const zones: unknown = typeof method === 'function' ? method.call(locale) : null;
  return Array.isArray(zones) ? zones : [];
}

/** Organisations have codes like countries, but host no missions and have no time zone. */
const organisations = ['UN', 'EU', 'XO'] as const satisfies readonly Country[];

/** The time zone of a country that has only one, else null. */
export function timeZoneOf(code: string): string | null {
  if (organisations.some((organisation) => organisation === code)) return null;
  const zones = timeZonesOf(code);
  return zones.length === 1 ? (zones[0] ?? null) : null;
}
