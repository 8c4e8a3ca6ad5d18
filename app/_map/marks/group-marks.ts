import type { MapFeature } from '@/db/model/map';
import { severityRank } from '@/db/model/words';
import { boxAround } from '../frame/box';
import { type Position, toUnit, worldSize } from '../frame/mercator';
import { graver, isActiveEvent, isCluster, isEvent, isMission, type Mark, precisionKm } from './mark';

/** Pixels between the centres of marks. Missions under threat stay apart as long as their rings do. */
const missionGap = 19;
const eventGap = 34;
/** Records this near to a mission under threat are counted beside its ring. */
const besideGap = 24;

type Group = Position & { x: number; y: number; members: MapFeature[]; weight: number };

/** Groups what would be drawn on top of each other at a zoom: missions first, then records around them and others. */
export function groupMarks(features: readonly MapFeature[], zoom: number): Mark[] {
  const pixels = worldSize(zoom);
  const missions = createGrid(missionGap);
  const places = createGrid(eventGap);
  const groups: Group[] = [];
  const add = (feature: MapFeature, weight: number, find: (x: number, y: number) => Group | undefined) => {
    const [lon, lat] = feature.geometry.coordinates;
    const unit = toUnit({ lon, lat });
    const [x, y] = [unit.x * pixels, unit.y * pixels];
    const group = find(x, y);
    if (group) {
      group.members.push(feature);
      group.weight += weight;
      return null;
    }
    const made = { lon, lat, x, y, members: [feature], weight };
    groups.push(made);
    return made;
  };
  for (const feature of features.filter(isMission).sort(byGravity)) {
    const made = add(feature, 0, (x, y) => missions.near(x, y, missionGap));
    if (made) missions.put(made);
  }
  const records = features.filter((one) => !isMission(one)).sort((a, b) => weightOf(b) - weightOf(a));
  for (const feature of records) {
    const made = add(
      feature,
      weightOf(feature),
      (x, y) => missions.near(x, y, besideGap) ?? places.near(x, y, eventGap),
    );
    if (made) places.put(made);
  }
  return groups.map(toMark);
}

function weightOf(feature: MapFeature): number {
  return isCluster(feature) ? feature.properties.count : 1;
}

type Grave = { properties: { underAttack?: boolean; severity?: keyof typeof severityRank } };

function byGravity({ properties: a }: Grave, { properties: b }: Grave): number {
  return (
    Number(b.underAttack === true) - Number(a.underAttack === true) ||
    severityRank[a.severity ?? 'unknown'] - severityRank[b.severity ?? 'unknown']
  );
}

function toMark({ lon, lat, members }: Group): Mark {
  const missions = members.filter(isMission).map(({ properties }) => properties);
  const events = members.filter(isEvent).map(({ properties }) => properties);
  const clusters = members.filter(isCluster);
  const positions = members.flatMap((one): Position[] => {
    if (!isCluster(one)) return [{ lon: one.geometry.coordinates[0], lat: one.geometry.coordinates[1] }];
    const [west, south, east, north] = one.bbox;
    return [
      { lon: west, lat: south },
      { lon: east, lat: north },
    ];
  });
  const box = boxAround(positions) ?? [lon, lat, lon, lat];
  const isOnePlace = box[0] === box[2] && box[1] === box[3];
  const precisions = [...missions, ...events].map(({ precision }) => precisionKm[precision]);
  const count = events.length + clusters.reduce((sum, { properties }) => sum + properties.count, 0);
  const [first] = members;
  return {
    key: first ? keyOf(first) : '',
    lon,
    lat,
    missions,
    events,
    count,
    threatened:
      events.filter(isActiveEvent).length +
      clusters.reduce((sum, { properties }) => sum + properties.threatened, 0),
    highest: [
      ...missions.map(({ severity }) => severity),
      ...events.map(({ severity }) => severity),
      ...clusters.map(({ properties }) => properties.highest),
    ].reduce(graver, 'unknown'),
    box,
    radiusKm: isOnePlace && clusters.length === 0 ? Math.max(0, ...precisions) : 0,
  };
}

export function keyOf(feature: MapFeature): string {
  const { properties } = feature;
  if (properties.kind === 'mission') return `mission ${properties.key}`;
  if (properties.kind === 'event') return `event ${properties.id}`;
  return `cluster ${feature.geometry.coordinates.join(' ')}`;
}

/** Finds the nearest group within a distance, by cells of that size. */
function createGrid(cell: number) {
  const cells = new Map<string, Group[]>();
  const at = (x: number, y: number) => `${Math.floor(x / cell)} ${Math.floor(y / cell)}`;
  return {
    put(group: Group): void {
      const key = at(group.x, group.y);
      cells.set(key, [...(cells.get(key) ?? []), group]);
    },
    near(x: number, y: number, gap: number): Group | undefined {
      let nearest: Group | undefined;
      let least = gap;
      const reach = Math.ceil(gap / cell) * cell;
      for (let dx = -reach; dx <= reach; dx += cell) {
        for (let dy = -reach; dy <= reach; dy += cell) {
          for (const group of cells.get(at(x + dx, y + dy)) ?? []) {
            const distance = Math.hypot(group.x - x, group.y - y);
            if (distance < least) [nearest, least] = [group, distance];
          }
        }
      }
      return nearest;
    },
  };
}
