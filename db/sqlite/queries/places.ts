import { and, eq } from 'drizzle-orm';
import { isCountry } from '../../model/places/countries';
import type { Place } from '../../model/reference';
import type { Db } from '../client';
import { places } from '../schema/reference';
import { searchIn } from './search-in';

/** Finds places of the gazetteer, largest first. */
export function createPlaceQuery(db: Db) {
  return ({ q, country, limit }: { q: string; country?: string; limit: number }): Place[] => {
    const within = country && isCountry(country) ? eq(places.country, country) : undefined;
    return db
      .select({
        name: places.name,
        country: places.country,
        province: places.province,
        lat: places.lat,
        lon: places.lon,
        population: places.population,
      })
      .from(places)
      .where(and(within, searchIn('places_fts', places.n, q)))
      .orderBy(places.n)
      .limit(limit)
      .all();
  };
}
