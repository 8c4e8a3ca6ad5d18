import type { EventMap } from '@/db/model/map';
import type { Position } from '../frame/mercator';
import { keyOf } from '../marks/group-marks';
import { isCluster, isMission } from '../marks/mark';

/** Where something has arrived since the last answer. */
export type Arrival = Position & { key: string; isAlarm: boolean };

/** More at once are a bulk change and not news. */
const maxArrivals = 12;

/** What the newer of two answers to the same request adds: missions, records, and clusters that have grown. */
export function arrivalsIn(before: EventMap, after: EventMap): Arrival[] {
  const known = new Map(
    before.features.map((feature) => [keyOf(feature), isCluster(feature) ? feature.properties.count : 1]),
  );
  const added = after.features.filter((feature) => {
    const count = known.get(keyOf(feature));
    // A cluster at a new place is mostly an old one that has shifted.
    if (isCluster(feature)) return count !== undefined && feature.properties.count > count;
    return count === undefined;
  });
  if (added.length > maxArrivals) return [];
  return added.map((feature) => {
    const [lon, lat] = feature.geometry.coordinates;
    return { key: keyOf(feature), lon, lat, isAlarm: isMission(feature) };
  });
}
