import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { createBoard } from '@/db/event-index/board';
import { createMap } from '@/db/event-index/map';
import { localPrincipal } from '@/db/model/access/principal';
import { visible } from '@/db/model/access/visible';
import type { Threatened } from '@/db/model/board';
import { completeRecord } from '@/db/model/event/complete-record';
import type { Event } from '@/db/model/event/event';
import { isActive, threatenedBy } from '@/db/model/event/threatened';
import type { Filter } from '@/db/model/filter';
import type { EventMap } from '@/db/model/map';
import { matches } from '@/db/model/matches';
import { type Box, isInBox } from '@/db/model/places/box';
import { severityRank } from '@/db/model/words';
import {
  anyEvent,
  anyFilter,
  anyPerson,
  incident,
  missionPlaces,
  people,
} from '../../integration/store/records';
import { assertProperty } from '../../support/assert-property';
import { createMemoryIndex, type KnownMission } from './memory-source';

const now = Date.parse('2026-02-02T00:00:00Z');
const createdBy = people[2]?.id ?? '';
const missions: readonly KnownMission[] = [
  {
    id: '00000000-0000-8000-8000-00000000000a',
    country: 'RU',
    host: 'AF',
    city: 'Kabul',
    at: missionPlaces[0],
  },
  {
    id: '00000000-0000-8000-8000-00000000000b',
    country: 'CN',
    host: 'AF',
    city: 'Pole',
    at: missionPlaces[1],
  },
  { id: '00000000-0000-8000-8000-00000000000c', country: 'PK', host: 'AF', city: 'Kabul', at: null },
];
const actors = ['00000000-0000-8000-8000-0000000000aa'];
const cities = new Map([
  ['AF Kabul', { lat: 34.5167, lon: 69.1833 }],
  ['PK Kabul', { lat: 34, lon: 72 }],
]);

const logged = fc
  .tuple(anyEvent([...missions], actors), fc.constantFrom(null, 'Kabul', 'Nowhere'))
  .map(([input, city]) =>
    completeRecord({ ...input, location: { ...input.location, city } }, () => createdBy),
  );

const degrees = (limit: number) => fc.integer({ min: -limit, max: limit });
const frame: fc.Arbitrary<Box | undefined> = fc.oneof(
  fc.constantFrom<(Box | undefined)[]>(
    undefined,
    [-180, -90, 180, 90],
    [170, -90, -170, 90],
    [180, 80, -180, 90],
    [1, -90, 0, 90],
    [-180, 85, 180, 90],
    [60, 30, 75, 40],
  ),
  fc
    .tuple(degrees(180), degrees(90), degrees(180), degrees(90))
    .map(([west, a, east, b]): Box => [west, Math.min(a, b), east, Math.max(a, b)]),
);
const question = fc.record({
  who: anyPerson,
  filter: fc.oneof(
    { weight: 2, arbitrary: fc.constant<Filter>({}) },
    { weight: 1, arbitrary: anyFilter([...missions], actors) },
  ),
  isSearch: fc.constantFrom(false, false, true),
  frame,
  zoom: fc.integer({ min: 0, max: 16 }),
});

type Feature<K> = Extract<EventMap['features'][number], { properties: { kind: K } }>;

function featuresOf<K extends 'event' | 'cluster' | 'mission'>({ features }: EventMap, kind: K) {
  const isOfKind = (one: EventMap['features'][number]): one is Feature<K> => one.properties.kind === kind;
  return features.filter(isOfKind);
}

test('a map shows and counts what the rules of the model select in its frame', async () => {
  const seen = {
    drawn: 0,
    clusters: 0,
    threatened: 0,
    missions: 0,
    unplaced: 0,
    homeless: 0,
    more: 0,
    crossing: 0,
  };
  await assertProperty(
    fc.asyncProperty(
      fc.array(logged, { minLength: 12, maxLength: 30 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 20 }),
      fc.array(question, { minLength: 5, maxLength: 5 }),
      fc.integer({ min: 2, max: 6 }),
      async (drafts, found, questions, maxPoints) => {
        const records = drafts.map((record, index) => ({ n: index + 1, record }));
        const { index, source, eventOf } = await createMemoryIndex({
          records,
          createdBy,
          missions,
          cities,
          found,
        });
        const readMap = createMap(index, source, [], { maxPoints, maxMissions: 2 });
        const readBoard = createBoard(index, source, []);
        for (const {
          who,
          filter: { bbox: _, ...rest },
          isSearch,
          frame: bbox,
          zoom,
        } of questions) {
          const given = { ...rest, q: isSearch ? 'text' : undefined };
          const map = await readMap(who, { filter: { ...given, bbox }, zoom }, now);
          const box = bbox ?? [-180, -90, 180, 90];
          const filter = await source.locate(given);
          const shown = records
            .filter(({ n }) => !isSearch || found.includes(n))
            .map(eventOf)
            .filter((event) => visible(who, { ...event, createdBy }));
          const selected = shown.filter((event) => matches(filter, event));
          const inFrame = selected.filter(({ location }) => isIn(box, location));
          const entries = threatenedBy(shown.filter(isActive), filter, now);
          expect((await readBoard(who, given, now)).threatened.map(({ key }) => key)).toEqual(
            entries.map(({ key }) => key),
          );

          expect(map.count).toBe(inFrame.length);
          expectEvents(map, inFrame, entries, maxPoints);
          const placed = entries.map((entry) => ({ entry, at: placeOf(entry, shown) }));
          const marked = placed.flatMap(({ entry, at }) =>
            at && isIn(box, at) ? [[entry.key, at.lon, at.lat]] : [],
          );
          expect(
            featuresOf(map, 'mission').map(({ geometry, properties }) => [
              properties.key,
              ...geometry.coordinates,
            ]),
          ).toEqual(marked.slice(0, 2));
          expect(map.more).toBe(Math.max(0, marked.length - 2));
          seen.more += map.more;
          expect(map.unplaced).toEqual({
            events: selected.filter(({ location }) => location.lat === null).length,
            missions: placed.filter(({ at }) => at === null).length,
          });
          seen.drawn += featuresOf(map, 'event').length;
          seen.clusters += featuresOf(map, 'cluster').length;
          seen.threatened += featuresOf(map, 'cluster').filter(
            ({ properties }) => properties.threatened > 0,
          ).length;
          seen.missions += featuresOf(map, 'mission').length;
          seen.unplaced += map.unplaced.events;
          seen.homeless += map.unplaced.missions;
          seen.crossing += Number(box[0] > box[2] && map.count > 0);
        }
      },
    ),
    { numRuns: 30 },
  );
  expect(Object.entries(seen).filter(([, times]) => times <= 5)).toEqual([]);
});

function isIn(box: Box, { lat, lon }: { lat: number | null; lon: number | null }): boolean {
  return lat !== null && lon !== null && isInBox(box, lat, lon);
}

/** Each event in the frame is drawn, or counted in the one cluster in whose box it lies. */
function expectEvents(map: EventMap, inFrame: Event[], entries: Threatened[], maxPoints: number): void {
  const clusters = featuresOf(map, 'cluster');
  const rest = new Map(inFrame.map((event) => [event.id, event]));
  for (const { bbox, geometry, properties } of clusters) {
    const members = [...rest.values()].filter(({ location }) => isIn(bbox, location));
    for (const { id } of members) rest.delete(id);
    const idsInDanger = new Set(entries.flatMap(({ threats, incidents }) => [...threats, ...incidents]));
    expect(properties).toMatchObject({
      count: members.length,
      threatened: members.filter(({ id }) => idsInDanger.has(id)).length,
      highest: members.map(({ severity }) => severity).sort((a, b) => severityRank[a] - severityRank[b])[0],
    });
    const lats = members.map(({ location }) => location.lat ?? 0);
    const lons = members.map(({ location }) => location.lon ?? 0);
    expect(bbox).toEqual([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]);
    expect(geometry.coordinates[0]).toBeCloseTo(mean(lons), 3);
    expect(geometry.coordinates[1]).toBeCloseTo(mean(lats), 3);
  }
  const drawn = featuresOf(map, 'event');
  expect(
    new Set(drawn.map(({ geometry, properties }) => `${properties.id} ${geometry.coordinates}`)),
  ).toEqual(new Set([...rest.values()].map(({ id, location }) => `${id} ${location.lon},${location.lat}`)));
  expect(clusters.length + drawn.length).toBeLessThanOrEqual(maxPoints);
  if (inFrame.length <= maxPoints) expect(clusters).toEqual([]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** A mission is drawn at its own place, else at its leading event, else in its city. */
function placeOf({ mission, leading, host, city }: Threatened, shown: readonly Event[]) {
  const own = missions.find(({ id }) => id === mission?.id)?.at;
  const { lat = null, lon = null } = shown.find(({ id }) => id === leading)?.location ?? {};
  return own ?? (lat !== null && lon !== null ? { lat, lon } : (cities.get(`${host} ${city}`) ?? null));
}

/** The western and northern border of a column and row of the cells of a zoom, 8 for each tile of 512 pixels. */
function cornerOf(column: number, row: number, zoom: number) {
  const cells = 8 * 2 ** zoom;
  const east = ((column % cells) + cells) % cells;
  return {
    lon: -180 + (360 * east) / cells,
    lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / cells))) * 180) / Math.PI,
  };
}

/** A frame that is 4 cells wide and 3 high, and the cells that lie in it wholly if it cuts others. */
function frameOf(column: number, row: number, zoom: number): { frame: Box; whole: Box } {
  const boxOf = (west: number, north: number, east: number, south: number): Box => {
    const [corner, opposite] = [cornerOf(west, north, zoom), cornerOf(east, south, zoom)];
    return [corner.lon, opposite.lat, opposite.lon, corner.lat];
  };
  return {
    frame: boxOf(column, row, column + 4, row + 3),
    whole: boxOf(Math.ceil(column), Math.ceil(row), Math.floor(column + 4), Math.floor(row + 3)),
  };
}

/** Not `fc.double`, most of whose values are next to 0. */
const hundredths = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((one) => one / 100 + 0.005);

test('moving a map by a cell or less changes no mark of a cell in both frames', async () => {
  let compared = 0;
  await assertProperty(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 10 }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom<[number, number][]>([1, 0], [-1, 0], [0, 1], [0.5, 0], [0.5, 0.5]),
      fc.array(fc.tuple(hundredths(-1, 5), hundredths(-1, 4)), {
        minLength: 60,
        maxLength: 80,
      }),
      async (zoom, x, y, [right, down], places) => {
        const cells = 8 * 2 ** zoom;
        const [column, row] = [x % cells, 1 + (y % (cells - 5))];
        const records = places.map(([across, along], index) => ({
          n: index + 1,
          record: completeRecord(
            incident({ location: { country: 'AF', ...cornerOf(column + across, row + along, zoom) } }),
            () => createdBy,
          ),
        }));
        const { index, source } = await createMemoryIndex({ records, createdBy, missions, cities });
        // As many as the cells that the frame touches, so that they are not joined.
        const readMap = createMap(index, source, [], { maxPoints: 20 });
        const [first, second] = [
          frameOf(column + 0.3, row + 0.3, zoom),
          frameOf(column + 0.3 + right, row + 0.3 + down, zoom),
        ];
        const marksOf = async (bbox: Box) => {
          const { count, features } = await readMap(localPrincipal, { filter: { bbox }, zoom }, now);
          // Few events are drawn one by one in one frame, and may be clusters in the other.
          fc.pre(count > 20);
          return features.flatMap((one) => {
            const box = 'bbox' in one ? one.bbox : [...one.geometry.coordinates, ...one.geometry.coordinates];
            return isWithin(first.whole, box) && isWithin(second.whole, box) ? [JSON.stringify(one)] : [];
          });
        };
        const [before, after] = [await marksOf(first.frame), await marksOf(second.frame)];
        expect(after.sort()).toEqual(before.sort());
        compared += before.filter((one) => one.includes('cluster')).length;
      },
    ),
    { numRuns: 25 },
  );
  expect(compared).toBeGreaterThan(10);
});

/** Does a box lie in a frame, and touch none of its borders? */
function isWithin([west, south, east, north]: Box, box: readonly number[]): boolean {
  const [left = 0, bottom = 0, right = 0, top = 0] = box;
  const isBetween = (lon: number) => (west > east ? lon > west || lon < east : lon > west && lon < east);
  return isBetween(left) && isBetween(right) && bottom > south && top < north;
}
