import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { EventRef, IndexSource } from '../../event-index/source';
import { registeredNames } from '../../model/places/city-names';
import type { Country } from '../../model/places/countries';
import type { Point } from '../../model/places/distance';
import type { Db } from '../client';
import { isInJsonList } from '../queries/event-rows';
import { searchIn } from '../queries/search-in';
import { missions, places } from '../schema/reference';

/** What a map needs beside the columns; the timeline also needs the refs. */
export function createMapFacts(db: Db): Pick<IndexSource, 'refs' | 'missionPoints' | 'cityPoint'> {
  // Rows as arrays, because a map reads up to 2,000.
  const refs = db.$client
    .prepare<[string], [n: number, id: string, ref: string]>(
      'select n, id, ref from events where n in (select value from json_each(?))',
    )
    .raw();
  const points = db
    .select({ id: missions.id, lat: sql<number>`${missions.lat}`, lon: sql<number>`${missions.lon}` })
    .from(missions)
    .where(
      and(
        isInJsonList(missions.id, sql.placeholder('ids')),
        isNotNull(missions.lat),
        isNotNull(missions.lon),
      ),
    )
    .prepare();
  /** The gazetteer does not change while the program runs. */
  const cities = new Map<string, Point | null>();

  function findCity(country: Country, city: string): Point | null {
    const names = registeredNames(city);
    const found = db
      .select({ lat: places.lat, lon: places.lon })
      .from(places)
      .where(
        and(eq(places.country, country), inArray(places.name, names), searchIn('places_fts', places.n, city)),
      )
      .orderBy(asc(places.n))
      .limit(1)
      .get();
    return found ?? null;
  }

  return {
    refs: (numbers) =>
      new Map(refs.all(JSON.stringify(numbers)).map(([n, id, ref]): [number, EventRef] => [n, { id, ref }])),
    missionPoints: (ids) =>
      new Map(points.all({ ids: JSON.stringify(ids) }).map(({ id, ...point }) => [id, point])),
    cityPoint(country, city) {
      const key = `${country} ${city}`;
      const known = cities.get(key);
      if (known !== undefined) return known;
      const found = findCity(country, city);
      cities.set(key, found);
      return found;
    },
  };
}
