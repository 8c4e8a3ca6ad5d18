import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { boxAround, isInBox } from '@/db/model/places/box';
import { kmBetween } from '@/db/model/places/distance';
import { assertProperty } from '../../support/assert-property';

const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const positions = fc.record({ lat: degrees(-90, 90), lon: degrees(-180, 180) });
const offsets = fc.record({ lat: degrees(-0.3, 0.3), lon: degrees(-0.3, 0.3) });

test('a box around a position has everything within the radius, also at the poles and across 180°', async () => {
  await assertProperty(
    fc.property(positions, offsets, degrees(1, 50), (at, by, km) => {
      const lat = Math.max(-90, Math.min(90, at.lat + by.lat));
      const lon = ((at.lon + by.lon + 540) % 360) - 180;
      fc.pre(kmBetween(at, { lat, lon }) < km * 0.999999);
      return isInBox(boxAround(at, km), lat, lon);
    }),
  );
  expect(boxAround({ lat: 0, lon: 179.99 }, 5)[2]).toBeLessThan(-179.9);
});
