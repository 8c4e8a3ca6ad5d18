import { latReach, lonReach, type Point } from './distance';

/** West, south, east, north in degrees. A box whose west is greater than its east crosses the antimeridian. */
export type Box = [west: number, south: number, east: number, north: number];

/** Is a position in the box, or on its border? NaN, an unknown position, is in no box. */
export function isInBox(box: Box, lat: number, lon: number): boolean {
  const [west, east] = [box[0], box[2]];
  const isBetween = west > east ? lon >= west || lon <= east : lon >= west && lon <= east;
  return isBetween && lat >= box[1] && lat <= box[3];
}

/** The smallest box with all positions within a radius. Around a pole it has every longitude. */
export function boxAround({ lat, lon }: Point, km: number): Box {
  const [height, width] = [latReach(km), lonReach(km, lat)];
  const isPolar = width >= 180;
  const west = lon - width < -180 ? lon - width + 360 : lon - width;
  const east = lon + width > 180 ? lon + width - 360 : lon + width;
  return [
    isPolar ? -180 : west,
    Math.max(-90, lat - height),
    isPolar ? 180 : east,
    Math.min(90, lat + height),
  ];
}
