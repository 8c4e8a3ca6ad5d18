import type { Principal } from '@/db/model/access/principal';
import type { Event } from '@/db/model/event/event';
import { citiesOfVisit, citySearch, placeOfCity } from '@/db/model/places/city-place';
import type { Country } from '@/db/model/places/countries';
import type { Point } from '@/db/model/places/distance';
import type { Visit } from '@/db/model/reference';
import { memoizeLru } from '@/db/model/values/memoize-lru';
import { type VisitStop, visitLeadMillis, visitLight } from '@/db/rules/records/visit-lights';
import type { Store } from '@/db/store';

/** A visit that is lit up, and the active events that light it up, as far as the reader may see both. */
export type LitVisit = { visit: Visit; events: Event[] };

/** Visits within 72 hours; an installation with more shows those that begin first. */
const maxVisits = 500;
/** Cities whose position is kept: a lookup takes a millisecond, and a visit has up to 51 cities. */
const maxCities = 5_000;

/** Reads the visits that are lit up now, by their beginning. */
export function createVisitLights(store: Pick<Store, 'listRecords' | 'listActive' | 'listPlaces'>) {
  /** The gazetteer does not change while the program runs. */
  const kept = memoizeLru<{ point?: Point | null }>(maxCities, () => ({}));

  return async (who: Principal): Promise<LitVisit[]> => {
    const now = Date.now();
    const period = { from: now, to: now + visitLeadMillis };
    const [{ items: visits }, { items: active }] = await Promise.all([
      store.listRecords(who, 'visit', { ...period, limit: maxVisits, after: null }),
      store.listActive(who),
    ]);
    if (active.length === 0) return [];
    const lit = await Promise.all(
      visits.map(async (visit) => {
        const stops = await stopsOf(who, visit);
        return { visit, events: active.filter((event) => visitLight(event, { visit, stops, now }) !== null) };
      }),
    );
    return lit.filter(({ events }) => events.length > 0);
  };

  function stopsOf(who: Principal, visit: Visit): Promise<VisitStop[]> {
    return Promise.all(
      citiesOfVisit(visit).map(async (one) => {
        const found = kept(`${one.host} ${one.city}`);
        if (found.point === undefined) found.point = await findCity(who, one);
        return { ...one, point: found.point };
      }),
    );
  }

  async function findCity(who: Principal, { host, city }: { host: Country; city: string }) {
    const place = placeOfCity(await store.listPlaces(who, citySearch(host, city)), host, city);
    return place && { lat: place.lat, lon: place.lon };
  }
}
