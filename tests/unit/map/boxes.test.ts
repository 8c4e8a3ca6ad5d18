import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import {
  boxAround,
  boxBetween,
  boxOf,
  boxText,
  constrain,
  contains,
  cornersOf,
  maxZoom,
  minZoom,
  parseBox,
  tilesOf,
  viewOf,
} from '@/app/_map/frame/box';
import { project, unproject } from '@/app/_map/frame/mercator';
import { assertProperty } from '../../support/assert-property';

const size = { width: 900, height: 600 };
const lon = fc.double({ min: -180, max: 179.9, noNaN: true });
const lat = fc.double({ min: -80, max: 80, noNaN: true });
const anyView = fc
  .record({ lon, lat, zoom: fc.double({ min: 0, max: maxZoom, noNaN: true }) })
  .map((view) => constrain(view, size));
/** At the very edges of the whole world, a pixel is both 180° W and 180° E. */
const anyPoint = fc.record({
  x: fc.double({ min: 2, max: size.width - 2, noNaN: true }),
  y: fc.double({ min: 0, max: size.height, noNaN: true }),
});

test('a pixel is at a position, and the position is drawn at that pixel', async () => {
  await assertProperty(
    fc.property(anyView, anyPoint, (view, point) => {
      const back = project(view, size, unproject(view, size, point));
      expect(back.x).toBeCloseTo(point.x, 2);
      expect(back.y).toBeCloseTo(point.y, 2);
    }),
  );
});

test('what is drawn in the frame is in its box, also as text and by tiles, across 180° and at the poles', async () => {
  await assertProperty(
    fc.property(anyView, lon, fc.double({ min: -90, max: 90, noNaN: true }), (view, east, north) => {
      const at = { lon: east, lat: north };
      const { x, y } = project(view, size, at);
      const isDrawn = x > 0.01 && x < size.width - 0.01 && y > 0.01 && y < size.height - 0.01;
      if (!isDrawn) return;
      expect(contains(boxOf(view, size), at)).toBe(true);
      expect(contains(parseBox(boxText(boxOf(view, size))) ?? [0, 0, 0, 0], at)).toBe(true);
      expect(contains(tilesOf(view, size).box, at)).toBe(true);
    }),
  );
});

test('a drawn box is shown again where it was drawn', async () => {
  await assertProperty(
    fc.property(anyView, anyPoint, anyPoint, (view, a, b) => {
      if (Math.abs(a.x - b.x) < 1 || Math.abs(a.y - b.y) < 1) return;
      const corners = cornersOf(view, size, boxBetween(view, size, a, b));
      expect(corners.left).toBeCloseTo(Math.min(a.x, b.x), 2);
      expect(corners.right).toBeCloseTo(Math.max(a.x, b.x), 2);
      expect(corners.top).toBeCloseTo(Math.min(a.y, b.y), 2);
      expect(corners.bottom).toBeCloseTo(Math.max(a.y, b.y), 2);
    }),
  );
});

test('the view that fits records shows all of them, as long as the map has room', async () => {
  const positions = fc.array(fc.record({ lon, lat }), { minLength: 1, maxLength: 6 });
  await assertProperty(
    fc.property(positions, (all) => {
      const box = boxAround(all);
      if (!box) return;
      const view = viewOf(box, size, 40);
      if (view.zoom <= minZoom(size) + 1e-6) return;
      for (const at of all) {
        const { x, y } = project(view, size, at);
        expect(x).toBeGreaterThan(-1);
        expect(x).toBeLessThan(size.width + 1);
        expect(y).toBeGreaterThan(-1);
        expect(y).toBeLessThan(size.height + 1);
      }
    }),
  );
});

test('records on both sides of 180° are fitted across it', () => {
  const box = boxAround([
    { lon: 178, lat: -18 },
    { lon: -172, lat: -13 },
  ]);
  expect(box).toEqual([178, -18, -172, -13]);
  expect(viewOf(box ?? [0, 0, 0, 0], size, 40)).toMatchObject({ lon: -177 });
});

test('a record at a pole is drawn at the edge of the world', () => {
  const view = constrain({ lon: 0, lat: 90, zoom: 2 }, size);
  expect(project(view, size, { lon: 0, lat: 90 }).y).toBeCloseTo(0, 3);
  expect(boxOf(view, size)[3]).toBe(90);
});

test('the text of a box is never less than the box', async () => {
  await assertProperty(
    fc.property(anyView, (view) => {
      const box = boxOf(view, size);
      const text = parseBox(boxText(box));
      if (!text) throw new Error('The text is no box');
      expect(contains(text, { lon: box[0], lat: box[1] })).toBe(true);
      expect(contains(text, { lon: box[2], lat: box[3] })).toBe(true);
    }),
  );
});
