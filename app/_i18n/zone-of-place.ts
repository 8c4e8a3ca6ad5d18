import { cityOfZone, timeZoneOf, timeZonesOf } from '@/db/model/places/time-zones';
import { fold } from '@/db/model/values/fold';

/** Capitals of countries of several zones whose zone bears another city's name. */
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
 * The zone of a place where it is beyond doubt: the country has one, or all of its zones show the same time,
 * or one bears the city's name, or the city is the capital. Else null: to be chosen, never guessed.
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

/** The zones that a country has, for choosing. */
export function zonesToChoose(country: string | null): string[] {
  return country === null ? [] : timeZonesOf(country);
}

/** By the offsets of each month of this year: what differs decades ago does not matter here. */
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
