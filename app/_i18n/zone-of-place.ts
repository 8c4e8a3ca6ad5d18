import { cityOfZone, timeZoneOf, timeZonesOf } from '@/db/model/places/time-zones';
import { fold } from '@/db/model/values/fold';

/** Capitals of countries with several time zones, where the zone is named after another city. */
const capitals: Record<string, readonly [city: string, timeZone: string]> = {
  AU: ['canberra', 'Australia/Sydney'],
  BR: ['brasilia', 'America/Sao_Paulo'],
  CA: ['ottawa', 'America/Toronto'],
  CN: ['beijing', 'Asia/Shanghai'],
  EC: ['quito', 'America/Guayaquil'],
  KZ: ['astana', 'Asia/Almaty'],
  NZ: ['wellington', 'Pacific/Auckland'],
  PS: ['ramallah', 'Asia/Hebron'],
  UA: ['kyiv', 'Europe/Kiev'],
  US: ['washington', 'America/New_York'],
};

/**
 * The time zone of a place if it is certain: the country has only one, all of its zones show the same time, one is
 * named after the city, or the city is the capital. Otherwise null, so that the user chooses.
 */
export function zoneOfPlace(country: string | null, city: string | null): string | null {
  if (country === null) return null;
  const one = timeZoneOf(country);
  if (one) return one;
  const zones = timeZonesOf(country);
  const named = city && zones.find((zone) => fold(cityOfZone(zone)) === fold(city));
  if (named) return named;
  const [capital, zone] = capitals[country] ?? [];
  if (city && capital && zone && fold(city).startsWith(capital)) return zone;
  const [first = null] = zones;
  return first && zones.every((other) => isSameClock(first, other)) ? first : null;
}

/** The time zones of a country, to choose from. */
export function zonesToChoose(country: string | null): string[] {
  return country === null ? [] : timeZonesOf(country);
}

/** Compares the offsets in each month of this year; differences decades ago do not matter here. */
function isSameClock(one: string, other: string): boolean {
  const year = new Date().getUTCFullYear();
  return Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(year, month, 15))).every(
    (date) => offsetOf(one, date) === offsetOf(other, date),
  );
}

function offsetOf(timeZone: string, date: Date): string | undefined {
  return new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(date)
    .find(({ type }) => type === 'timeZoneName')?.value;
}
