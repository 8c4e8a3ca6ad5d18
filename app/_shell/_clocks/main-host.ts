import { cityOfZone, timeZoneOf } from '@/db/model/places/time-zones';
import type { ClockPlace } from './clock-places';

/** The clock of the host country with the most events and a single time zone, named after the zone's city. */
export function mainHost(hosts: readonly { value: string; events: number }[]): ClockPlace | null {
  for (const { value } of [...hosts].sort((a, b) => b.events - a.events)) {
    const timeZone = timeZoneOf(value);
    if (timeZone) return { country: value, city: cityOfZone(timeZone), timeZone };
  }
  return null;
}
