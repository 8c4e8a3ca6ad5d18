import type { Mission } from '@/db/model/reference';
import { noneWhereUnseen } from '../none-where-unseen';
import type { MissionPlaces } from './_filters/read-filter';

/** Whose missions these are, and where: what a filter of missions needs to find threats against all of a country's. */
export async function placesOf(
  ids: readonly string[],
  get: (id: string) => Promise<Mission>,
): Promise<MissionPlaces> {
  const found = await Promise.all(ids.map((id) => get(id).catch(noneWhereUnseen)));
  return Object.fromEntries(
    found.flatMap((one) => (one ? [[one.id, { sending: one.sending, host: one.host }]] : [])),
  );
}
