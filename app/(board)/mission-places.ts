import type { Mission } from '@/db/model/reference';
import { nullIfNotFound } from '../null-if-not-found';
import type { MissionPlaces } from './_filters/filter-names';

/**
 * Sending and host country of each mission. A filter of missions needs them to find threats against all missions of a
 * country.
 */
export async function placesOf(
  ids: readonly string[],
  get: (id: string) => Promise<Mission>,
): Promise<MissionPlaces> {
  const found = await Promise.all(ids.map((id) => get(id).catch(nullIfNotFound)));
  return Object.fromEntries(
    found.flatMap((one) => (one ? [[one.id, { sending: one.sending, host: one.host }]] : [])),
  );
}
