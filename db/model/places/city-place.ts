import type { Place, Visit } from '@/db/model/reference';
import { fold } from '@/db/model/values/fold';
import { namesOfCity } from './city-names';
import type { Country } from './countries';

/** What the gazetteer is asked for a city. It answers the largest places first, also those of which this is a part. */
export function citySearch(country: Country, city: string): { country: Country; q: string; limit: number } {
  return { country, q: city, limit: 100 };
}

/** Of the places that a `citySearch` finds, the largest with one of the names of the city; null if none has one. */
export function placeOfCity(found: readonly Place[], country: Country, city: string): Place | null {
  const names = new Set(namesOfCity(country, city).map(fold));
  return found.find(({ name }) => names.has(fold(name))) ?? null;
}

/** The cities of a visit, each once: its own and those of its legs, which are in its host country unless they say so. */
export function citiesOfVisit({ host, city, legs }: Pick<Visit, 'host' | 'city' | 'legs'>) {
  const cities = [{ host, city }, ...legs.map((leg) => ({ host: leg.host ?? host, city: leg.city }))];
  const byKey = new Map<string, { host: Country; city: string }>();
  for (const one of cities) {
    if (one.city !== null) byKey.set(`${one.host} ${fold(one.city)}`, { host: one.host, city: one.city });
  }
  return [...byKey.values()];
}
