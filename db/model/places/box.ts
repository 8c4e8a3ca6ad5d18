/** West, south, east, north in degrees. A box whose west is greater than its east crosses the antimeridian. */
export type Box = [west: number, south: number, east: number, north: number];

/** Is a position in the box, or on its border? NaN, an unknown position, is in no box. */
export function isInBox(box: Box, lat: number, lon: number): boolean {
  const [west, east] = [box[0], box[2]];
  const isBetween = west > east ? lon >= west || lon <= east : lon >= west && lon <= east;
  return isBetween && lat >= box[1] && lat <= box[3];
}
