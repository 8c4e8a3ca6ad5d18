import type { Mission } from '@/db/model/reference';
import { nullIfNotFound } from '../null-if-not-found';
import type { MissionPlaces } from './_filters/filter-names';

/**
 * Where each mission is, and what names it. A filter of missions needs the countries to find threats against all
 * missions of a country.
 */
export async function placesOf(
  ids: readonly string[],
  get: (id: string) => Promise<Mission>,
): Promise<MissionPlaces> {
  const found = await Promise.all(ids.map((id) => get(id).catch(nullIfNotFound)));
  return Object.fromEntries(
    found.flatMap((one) => {
      if (!one) return [];
      const { id, sending, host, type, city, metro } = one;
      return [[id, { sending, host, type, city: metro ?? city }]];
    }),
  );
}
