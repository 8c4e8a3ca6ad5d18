import { and, isNotNull, sql } from 'drizzle-orm';
import type { EventRef, IndexSource } from '../../event-index/source';
import { citySearch, placeOfCity } from '../../model/places/city-place';
import type { Point } from '../../model/places/distance';
import { memoizeLru } from '../../model/values/memoize-lru';
import type { Db } from '../client';
import { isInJsonList } from '../queries/event-rows';
import { createPlaceQuery } from '../queries/places';
import { missions } from '../schema/reference';

/** Cities whose position is kept: events name any text. */
const maxCities = 5_000;

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
  const listPlaces = createPlaceQuery(db);
  /** The gazetteer does not change while the program runs. */
  const kept = memoizeLru<{ point?: Point | null }>(maxCities, () => ({}));

  return {
    refs: (numbers) =>
      new Map(refs.all(JSON.stringify(numbers)).map(([n, id, ref]): [number, EventRef] => [n, { id, ref }])),
    missionPoints: (ids) =>
      new Map(points.all({ ids: JSON.stringify(ids) }).map(({ id, ...point }) => [id, point])),
    cityPoint(country, city) {
      const found = kept(`${country} ${city}`);
      if (found.point === undefined) {
        const place = placeOfCity(listPlaces(citySearch(country, city)), country, city);
        found.point = place && { lat: place.lat, lon: place.lon };
      }
      return found.point;
    },
  };
}
