import type { Reader } from '@/db/model/access/visible';
import type { Filter } from '@/db/model/filter';
import { evaluate } from './evaluate';
import type { EventIndex } from './event-index';
import { createNearby } from './nearby';
import { selectPage } from './page';
import type { IndexSource } from './source';

/** The nearest missions of an event; a capital has more than a hundred within a few km. */
const maxMissionsNear = 10;

/** An event by number, with the nearest of the missions that the filter names, nearest first. */
type NearEvent = { n: number; missions: { id: string; km: number }[] };

/** Finds the events near the missions that a filter names, newest first. */
export function createNear(index: EventIndex, source: IndexSource) {
  return async (
    who: Reader,
    filter: Filter,
    page: { limit: number; after: { value: number; n: number } | null },
  ): Promise<NearEvent[]> => {
    const columns = index.columns();
    const found = filter.q ? await source.search(filter.q) : null;
    const { rows } = evaluate(columns, who, await source.locate(filter), found);
    const numbers = selectPage(columns, rows, { sort: 'at', ...page });
    const nearby = createNearby(await source.nearMissionPoints(filter), filter.radiusKm ?? 0);
    const { position: positionOf } = columns.rows();
    const { lat, lon } = columns.positions();
    return numbers.map((n) => {
      const at = positionOf[columns.rowOf(n)] ?? 0;
      const missions = nearby.find({ lat: lat[at] ?? 0, lon: lon[at] ?? 0 });
      return {
        n,
        missions: missions.slice(0, maxMissionsNear).map(({ position, km }) => ({ id: position.id, km })),
      };
    });
  };
}
