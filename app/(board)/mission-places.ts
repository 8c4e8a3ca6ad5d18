import type { Mission } from '@/db/model/reference';
import type { MissionPlaces } from './_filters/filter-names';

/**
 * Where each mission is, and what names it, by id. A filter of missions needs the countries to find threats against all
 * missions of a country.
 */
export function placesOf(missions: readonly Mission[]): MissionPlaces {
  return Object.fromEntries(
    missions.map(({ id, sending, host, type, city, metro }) => [
      id,
      { sending, host, type, city: metro ?? city },
    ]),
  );
}
