import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { arrivalsIn } from '@/app/_map/data/arrivals';
import { project } from '@/app/_map/frame/mercator';
import { groupMarks } from '@/app/_map/marks/group-marks';
import { placeLabels } from '@/app/_map/marks/place-labels';
import { nextIn } from '@/app/_map/marks/walk';
import type { EventMap, MapFeature } from '@/db/model/map';
import { assertProperty } from '../../support/assert-property';

type Overrides<K extends MapFeature['properties']['kind']> = Partial<
  Extract<MapFeature['properties'], { kind: K }>
>;

const point = (lon: number, lat: number): MapFeature['geometry'] => ({
  type: 'Point',
  coordinates: [lon, lat],
});

function event(lon: number, lat: number, more: Overrides<'event'> = {}): MapFeature {
  return {
    type: 'Feature',
    geometry: point(lon, lat),
    properties: {
      kind: 'event',
      id: randomUUID(),
      ref: 'INC-2026-0001',
      type: 'incident',
      severity: 'minor',
      status: null,
      phase: 'over',
      handling: 'actual',
      precision: 'city',
      ...more,
    },
  };
}

function mission(lon: number, lat: number, more: Overrides<'mission'> = {}): MapFeature {
  const id = randomUUID();
  return {
    type: 'Feature',
    geometry: point(lon, lat),
    properties: {
      kind: 'mission',
      key: `mission:${id}`,
      mission: id,
      country: 'RU',
      host: 'AF',
      type: 'embassy',
      city: 'Kabul',
      name: null,
      underAttack: false,
      severity: 'severe',
      urgency: 'expected',
      handling: 'actual',
      leading: randomUUID(),
      precision: 'exact',
      ...more,
    },
  };
}

function cluster(lon: number, lat: number, count: number): MapFeature {
  return {
    type: 'Feature',
    geometry: point(lon, lat),
    bbox: [lon - 1, lat - 1, lon + 1, lat + 1],
    properties: { kind: 'cluster', count, threatened: 1, highest: 'severe' },
  };
}

const mapOf = (features: MapFeature[]): EventMap => ({
  type: 'FeatureCollection',
  asOf: null,
  count: features.length,
  unplaced: { events: 0, missions: 0 },
  more: 0,
  features,
});

test('every record and every mission under threat is in exactly one mark, at every zoom', async () => {
  const at = fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -90, max: 90, noNaN: true }),
  );
  const feature = fc.oneof(
    at.map(([lon, lat]) => event(lon, lat)),
    at.map(([lon, lat]) => mission(lon, lat)),
    at.map(([lon, lat]) => cluster(lon, lat, 40)),
  );
  await assertProperty(
    fc.property(fc.array(feature, { maxLength: 60 }), fc.integer({ min: 0, max: 15 }), (features, zoom) => {
      const marks = groupMarks(features, zoom);
      const missions = features.filter(({ properties }) => properties.kind === 'mission');
      const records = features.reduce(
        (sum, { properties }) =>
          sum + (properties.kind === 'cluster' ? properties.count : properties.kind === 'event' ? 1 : 0),
        0,
      );
      expect(marks.reduce((sum, mark) => sum + mark.missions.length, 0)).toBe(missions.length);
      expect(marks.reduce((sum, mark) => sum + mark.count, 0)).toBe(records);
      expect(new Set(marks.map(({ key }) => key)).size).toBe(marks.length);
    }),
  );
});

test('missions at one place are one mark, led by the one under attack, with the records around them', () => {
  const calm = mission(69.17, 34.53, { severity: 'moderate' });
  const attacked = mission(69.171, 34.531, { underAttack: true });
  const [mark, ...others] = groupMarks([calm, event(69.2, 34.5), attacked], 3);
  expect(others).toEqual([]);
  expect(mark).toMatchObject({
    count: 1,
    highest: 'severe',
    missions: [{ underAttack: true }, { underAttack: false }],
  });
});

test('a mark says how many of its records are under threat', () => {
  const current = event(10, 50, { type: 'threat', status: 'current', phase: null });
  const ongoing = event(10, 50, { phase: 'ongoing', severity: 'extreme' });
  expect(groupMarks([current, ongoing, event(10, 50)], 5)).toMatchObject([
    { count: 3, threatened: 2, highest: 'extreme' },
  ]);
});

test('50,000 records in one city are one mark', () => {
  const features = Array.from({ length: 2_000 }, () => event(69.17, 34.53));
  expect(groupMarks(features, 15)).toMatchObject([{ count: 2_000, radiusKm: 8 }]);
  expect(groupMarks([cluster(69.17, 34.53, 50_000)], 15)).toMatchObject([{ count: 50_000 }]);
});

test('a place that is known roughly is an area, an exact one and a mark of several places are none', () => {
  expect(groupMarks([event(10, 50, { precision: 'country' })], 6)).toMatchObject([{ radiusKm: 300 }]);
  expect(groupMarks([event(10, 50, { precision: 'exact' })], 6)).toMatchObject([{ radiusKm: 0 }]);
  expect(groupMarks([event(10, 50), event(10.001, 50)], 6)).toMatchObject([{ radiusKm: 0, count: 2 }]);
});

test('arrow keys go to the nearest mark in their direction, and never back or far aside', () => {
  const points = [
    { name: 'near', x: 40, y: 5 },
    { name: 'far', x: 90, y: 0 },
    { name: 'aside', x: 10, y: 80 },
    { name: 'behind', x: -20, y: 0 },
  ];
  const from = { x: 0, y: 0 };
  expect(nextIn(points, from, 'right')).toMatchObject({ name: 'near' });
  expect(nextIn(points, from, 'down')).toMatchObject({ name: 'aside' });
  expect(nextIn(points, from, 'left')).toMatchObject({ name: 'behind' });
  expect(nextIn(points, from, 'up')).toBeNull();
});

test('names of cities cover neither each other nor marks', async () => {
  const view = { lon: 60, lat: 30, zoom: 4 };
  const size = { width: 1200, height: 800 };
  const near = fc.tuple(
    fc.double({ min: 40, max: 80, noNaN: true }),
    fc.double({ min: 15, max: 45, noNaN: true }),
  );
  await assertProperty(
    fc.property(fc.array(near, { maxLength: 25 }), (all) => {
      const marks = groupMarks(
        all.map(([lon, lat]) => mission(lon, lat)),
        view.zoom,
      );
      const placed = marks.map((mark) => ({ mark, ...project(view, size, mark) }));
      const labels = placeLabels(placed, (city) => city);
      const boxes = placed.flatMap(({ mark, x, y }) => {
        const label = labels.get(mark.key);
        if (!label) return [];
        const width = label.text.length * 6.9;
        return [{ left: label.isLeft ? x - label.gap - width : x + label.gap, width, y }];
      });
      boxes.forEach((a, index) => {
        for (const b of boxes.slice(index + 1)) {
          const isApart =
            Math.abs(a.y - b.y) >= 15 || a.left + a.width <= b.left || b.left + b.width <= a.left;
          expect(isApart).toBe(true);
        }
      });
    }),
  );
});

test('what a second answer adds has arrived; a bulk change has not', () => {
  const known = [event(1, 1), mission(2, 2), cluster(3, 3, 40)];
  const added = mission(5, 5);
  const grown = cluster(3, 3, 41);
  expect(arrivalsIn(mapOf(known), mapOf([...known.slice(0, 2), grown, added]))).toMatchObject([
    { lon: 3, isAlarm: false },
    { lon: 5, isAlarm: true },
  ]);
  const many = Array.from({ length: 30 }, () => event(7, 7));
  expect(arrivalsIn(mapOf(known), mapOf([...known, ...many]))).toEqual([]);
});
