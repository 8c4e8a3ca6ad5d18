import type { Principal } from '@/db/model/access/principal';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { threatenedBy } from '@/db/model/event/threatened';
import type { Filter } from '@/db/model/filter';
import type { EventMap, MapFeature } from '@/db/model/map';
import { type Box, isInBox } from '@/db/model/places/box';
import type { Country } from '@/db/model/places/countries';
import type { Point } from '@/db/model/places/distance';
import {
  type PlacePrecision,
  placePrecisions,
  type Severity,
  severities,
  severityRank,
} from '@/db/model/words';
import { visibleActive } from './active';
import type { Columns } from './columns';
import { evaluate } from './evaluate';
import type { EventIndex } from './event-index';
import { type Cluster, clusterPositions } from './map-clusters';
import { countByPosition, rowsInFrame } from './map-counts';
import { gridOf } from './map-grid';
import type { IndexSource } from './source';

/** Up to this many events are drawn one by one; above it there are at most as many clusters. */
const defaultMaxPoints = 2_000;
/** Up to this many missions under threat are drawn, so that a map stays below 200 KB; the most threatened ones. */
const defaultMaxMissions = 1_500;

const world: Box = [-180, -90, 180, 90];

/** The frame of the map is `bbox` of the filter. */
export type MapQuestion = { filter: Filter; zoom: number };

/** Draws the map from the index; `own` as for the board, and the limits are smaller in tests. */
export function createMap(
  index: EventIndex,
  source: IndexSource,
  own: readonly Country[],
  { maxPoints = defaultMaxPoints, maxMissions = defaultMaxMissions } = {},
) {
  return async (who: Principal, { filter: given, zoom }: MapQuestion, now: number): Promise<EventMap> => {
    const { bbox: frame = world, ...rest } = given;
    const filter = await source.locate(rest);
    const found = filter.q ? await source.search(filter.q) : null;
    const columns = index.columns();
    const { rows: evaluated } = evaluate(columns, who, filter, found);
    const counted = countByPosition(columns, evaluated, frame);

    const numbersFound = found && new Set(found);
    const active = (await visibleActive(index, source, who)).filter(
      ([n]) => !numbersFound || numbersFound.has(n),
    );
    const entries = threatenedBy(
      active.map(([, event]) => event),
      filter,
      now,
      own,
    );
    const missions = await placeMissions(
      source,
      entries,
      new Map(active.map(([, event]) => [event.id, event])),
    );
    const events =
      counted.count <= maxPoints
        ? await drawEvents(source, columns, rowsInFrame(columns, evaluated, counted))
        : await drawClusters(
            source,
            columns,
            clusterPositions(
              columns.positions(),
              counted,
              countThreatened(columns, active, entries),
              gridOf(frame, zoom),
              maxPoints,
            ),
          );
    const drawn = missions.flatMap(({ entry, at }) =>
      at && isInBox(frame, at.lat, at.lon) ? [{ entry, at }] : [],
    );
    return {
      type: 'FeatureCollection',
      asOf: await source.lastChangeAt(who),
      count: counted.count,
      unplaced: { events: counted.unplaced, missions: missions.filter(({ at }) => at === null).length },
      more: Math.max(0, drawn.length - maxMissions),
      features: [...events, ...drawn.slice(0, maxMissions).map(({ entry, at }) => missionFeature(entry, at))],
    };
  };
}

/** How many events at each position put a mission under threat. */
function countThreatened(
  columns: Columns,
  active: readonly [number, Event][],
  entries: readonly Threatened[],
): Uint32Array {
  const ids = new Set(entries.flatMap(({ threats, incidents }) => [...threats, ...incidents]));
  const { position } = columns.rows();
  const threatened = new Uint32Array(columns.positions().size);
  for (const [n, { id }] of active) {
    if (!ids.has(id)) continue;
    const at = position[columns.rowOf(n)] ?? 0;
    threatened[at] = (threatened[at] ?? 0) + 1;
  }
  return threatened;
}

type Placed = Point & { precision: PlacePrecision };

/** Where each entry is drawn: at its mission, else where its leading event is, else in its city. */
async function placeMissions(
  source: IndexSource,
  entries: readonly Threatened[],
  events: ReadonlyMap<string, Event>,
): Promise<{ entry: Threatened; at: Placed | null }[]> {
  const points = await source.missionPoints(entries.flatMap(({ mission }) => mission?.id ?? []));
  const placed = [];
  for (const entry of entries) placed.push({ entry, at: await placeOf(entry) });
  return placed;

  async function placeOf({ mission, leading, host, city }: Threatened): Promise<Placed | null> {
    const own = mission && points.get(mission.id);
    if (own) return { ...own, precision: 'exact' };
    const { lat = null, lon = null, precision = 'city' } = events.get(leading)?.location ?? {};
    if (lat !== null && lon !== null) return { lat, lon, precision };
    const inCity = city && (await source.cityPoint(host, city));
    return inCity ? { ...inCity, precision: 'city' } : null;
  }
}

async function drawEvents(
  source: IndexSource,
  columns: Columns,
  rows: ArrayLike<number>,
): Promise<MapFeature[]> {
  const { n, position, profile, precision } = columns.rows();
  const { lat, lon } = columns.positions();
  const numbers = Array.from(rows, (row) => n[row] ?? 0);
  const refs = await source.refs(numbers);
  return Array.from(rows).flatMap((row) => {
    const words = columns.profiles[profile[row] ?? 0];
    const ref = refs.get(n[row] ?? 0);
    if (!words || !ref) return [];
    const { kind: type, severity, status, phase, handling } = words;
    const at = position[row] ?? 0;
    return {
      type: 'Feature',
      geometry: pointAt({ lat: lat[at] ?? 0, lon: lon[at] ?? 0 }),
      properties: {
        kind: 'event',
        ...ref,
        type,
        severity,
        status,
        phase,
        handling,
        precision: placePrecisions[precision[row] ?? 0] ?? 'country',
      },
    };
  });
}

/** A cluster of one is an event. */
async function drawClusters(
  source: IndexSource,
  columns: Columns,
  clusters: readonly Cluster[],
): Promise<MapFeature[]> {
  const alone = clusters.filter(({ count }) => count === 1).map(({ row }) => row);
  const several = clusters.filter(({ count }) => count > 1);
  return [
    ...(await drawEvents(source, columns, alone)),
    ...several.map(
      ({ lat, lon, count, threatened, rank, box }): MapFeature => ({
        type: 'Feature',
        bbox: box,
        geometry: pointAt({ lat: round(lat), lon: round(lon) }),
        properties: { kind: 'cluster', count, threatened, highest: severityOfRank(rank) },
      }),
    ),
  ];
}

function missionFeature(
  { key, mission, country, host, type, city, underAttack, severity, urgency, handling, leading }: Threatened,
  at: Placed,
): MapFeature {
  return {
    type: 'Feature',
    geometry: pointAt(at),
    properties: {
      kind: 'mission',
      key,
      mission: mission?.id ?? null,
      country,
      host,
      type,
      city,
      name: mission?.name ?? null,
      underAttack,
      severity,
      urgency,
      handling,
      leading,
      precision: at.precision,
    },
  };
}

function pointAt({ lat, lon }: Point): MapFeature['geometry'] {
  return { type: 'Point', coordinates: [lon, lat] };
}

/** To some 10 m: the mean of a cluster is no place. */
function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}

function severityOfRank(rank: number): Severity {
  return severities.find((one) => severityRank[one] === rank) ?? 'unknown';
}
