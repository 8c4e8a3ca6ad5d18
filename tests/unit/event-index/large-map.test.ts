import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { createMap } from '@/db/event-index/map';
import { uuidFromName } from '@/db/ids';
import { localPrincipal } from '@/db/model/access/principal';
import { completeRecord } from '@/db/model/event/complete-record';
import { type EventMap, map as mapSchema } from '@/db/model/map';
import type { Box } from '@/db/model/places/box';
import { endLimit, startLimit } from '@/db/model/values/moment';
import type { Severity } from '@/db/model/words';
import { incident, threat } from '../../integration/store/records';
import { createChance } from '../../support/chance';
import { createMemoryIndex, type KnownMission } from './memory-source';

const now = Date.parse('2026-03-01T00:00:00Z');
const place = (lat: number, lon: number) => ({ location: { country: 'AF', city: 'Kabul', lat, lon } });
const sumOf = ({ features }: EventMap) =>
  features.reduce((sum, { properties: one }) => sum + (one.kind === 'cluster' ? one.count : 1), 0);

test('a map counts 50,000 events in one city and thousands elsewhere, in 200 years, within 2,000 marks', async () => {
  const chance = createChance(1);
  const template = completeRecord(incident(place(34.5, 69.2)), () => '');
  const records = Array.from({ length: 53_000 }, (_, index) => ({
    n: index + 1,
    record: {
      ...template,
      at: `${1900 + (index % 201)}-12-31`,
      location: {
        ...template.location,
        ...(index < 50_000 ? {} : { lat: chance.next() * 170 - 85, lon: chance.next() * 360 - 180 }),
      },
    },
  }));
  const { index, source } = await createMemoryIndex({
    records,
    createdBy: '',
    missions: [],
    cities: new Map(),
  });
  const readMap = createMap(index, source, []);
  const read = (zoom: number, filter = {}) => readMap(localPrincipal, { filter, zoom }, now);

  for (const zoom of [0, 4, 16]) {
    const map = await read(zoom);
    expect(map.count).toBe(53_000);
    expect(sumOf(map)).toBe(53_000);
    expect(map.features.length).toBeLessThanOrEqual(2_000);
    expect(compressedLength(map)).toBeLessThan(200_000);
  }
  const kabul: Box = [69.19, 34.49, 69.21, 34.51];
  const city = await read(16, { bbox: kabul });
  expect(city.features).toMatchObject([
    {
      bbox: [69.2, 34.5, 69.2, 34.5],
      geometry: { coordinates: [69.2, 34.5] },
      properties: { count: 50_000 },
    },
  ]);
  for (const year of [1900, 2100]) {
    const period = { from: startLimit(`${year}-01-01`), to: endLimit(`${year}-12-31`) };
    expect((await read(0, period)).count).toBe(
      records.filter(({ record }) => record.at.startsWith(`${year}`)).length,
    );
  }
  const none = { count: 0, unplaced: { events: 0, missions: 0 }, features: [] };
  expect(await read(3, { from: startLimit('2101-01-01') })).toMatchObject(none);
  expect(await read(3, { bbox: [10, 89, 10, 90] })).toMatchObject(none);
});

test('a map with 5,000 missions under threat shows the most threatened, and a smaller frame the others', async () => {
  const chance = createChance(2);
  const missions = Array.from(
    { length: 5_000 },
    (_, index): KnownMission => ({
      id: uuidFromName(`mission ${index}`),
      country: 'RU',
      host: 'AF',
      city: `City ${index}`,
      at: {
        lat: Math.round(chance.next() * 1_200_000 - 600_000) / 10_000,
        lon: Math.round(chance.next() * 3_600_000 - 1_800_000) / 10_000,
      },
    }),
  );
  const template = completeRecord(threat(), () => '');
  const records = missions.map(({ id, country, at }, index) => ({
    n: index + 1,
    record: {
      ...template,
      location: { ...template.location, ...at },
      severity: chance.weighted<Severity>([
        ['unknown', 1],
        ['extreme', 1],
        ['severe', 1],
        ['moderate', 1],
      ]),
      targets: template.targets.map((one) => ({ ...one, country, missionId: id })),
    },
  }));
  const { index, source } = await createMemoryIndex({ records, createdBy: '', missions, cities: new Map() });
  const readMap = createMap(index, source, []);
  const read = async (bbox?: Box) =>
    mapSchema.parse(await readMap(localPrincipal, { filter: { bbox }, zoom: 0 }, now));
  const missionsOf = ({ features }: EventMap) =>
    features.filter(({ properties }) => properties.kind === 'mission');

  const world = await read();
  expect(world).toMatchObject({ count: 5_000, more: 3_500, unplaced: { events: 0, missions: 0 } });
  const severest = missionsOf(world).map(({ properties }) => 'severity' in properties && properties.severity);
  expect(
    severest.slice(0, records.filter(({ record }) => record.severity === 'extreme').length),
  ).not.toContain('severe');
  expect(severest).not.toContain('moderate');
  expect(missionsOf(world)).toHaveLength(1_500);
  expect(compressedLength(world)).toBeLessThan(200_000);

  // As many as possible of both, each drawn alone.
  const most = await read([-180, -90, -60, 90]);
  expect([most.more > 0, most.features.length > 3_000]).toEqual([true, true]);
  expect(compressedLength(most)).toBeLessThan(200_000);
  const part = await read([-180, -90, -100, 90]);
  expect(part.more).toBe(0);
  expect(missionsOf(part)).toHaveLength(part.count);
});

/** As the server compresses a map. */
function compressedLength(map: EventMap): number {
  return brotliCompressSync(JSON.stringify(map), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}
