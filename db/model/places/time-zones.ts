import type { Country } from './countries';

/**
 * The one spelling of a zone's name, by this runtime; null for what is no name that it knows. Runtimes take a name
 * in any case, so that one zone has thousands of spellings, and some of them offsets such as +03:00.
 */
export function canonicalZone(name: string): string | null {
  if (!/^[A-Za-z][\w+\-/]{0,63}$/.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** Is it the name of a zone that this runtime knows? Whatever comes from outside may be asked. */
export function isTimeZone(name: string): boolean {
  return canonicalZone(name) !== null;
}

/** "New York" of America/New_York. */
export function cityOfZone(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

const known = new Map<string, string[]>();

/** IANA zones of a country, by CLDR; empty where the runtime does not tell. */
export function timeZonesOf(code: string): string[] {
  const zones = known.get(code) ?? readTimeZones(code);
  known.set(code, zones);
  return zones;
}

/** Older runtimes have it as a property, newer ones as a method. */
function readTimeZones(code: string): string[] {
  const locale = new Intl.Locale('und', { region: code });
  const listed: unknown = Reflect.get(locale, 'timeZones');
  if (Array.isArray(listed)) return listed;
  const list: unknown = Reflect.get(locale, 'getTimeZones');
  const zones: unknown = typeof list === 'function' ? list.call(locale) : null;
  return Array.isArray(zones) ? zones : [];
}

/** They host nothing, so they have no zone of their own. */
const organisations = ['UN', 'EU', 'XO'] as const satisfies readonly Country[];

/** The zone of a country that has but one, else null. */
export function timeZoneOf(code: string): string | null {
  if (organisations.some((organisation) => organisation === code)) return null;
  const zones = timeZonesOf(code);
  return zones.length === 1 ? (zones[0] ?? null) : null;
}
