/** What a map shows: its centre, and its zoom. At zoom 0 the world is 512 pixels wide, and each zoom doubles it. */
export type View = { lon: number; lat: number; zoom: number };
/** The size of a map in CSS pixels. */
export type Size = { width: number; height: number };
export type Point = { x: number; y: number };
export type Position = { lon: number; lat: number };

const tile = 512;
/** The latitude at which the Mercator world ends. A record at a pole is drawn there. */
const maxLat = 85.051128779;
const equatorKm = 40_075;

export function worldSize(zoom: number): number {
  return tile * 2 ** zoom;
}

/** The position in a world of 1 × 1, from 180° W and the northern edge. */
export function toUnit({ lon, lat }: Position): Point {
  const kept = Math.max(-maxLat, Math.min(maxLat, lat));
  const sin = Math.sin((kept * Math.PI) / 180);
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI) };
}

/** The latitude of a height in the world of 1 × 1. */
export function latAt(y: number): number {
  return (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
}

/** Where a position is drawn, in pixels from the top left corner; of its copies around the world the nearest. */
export function project(view: View, size: Size, position: Position): Point {
  const world = worldSize(view.zoom);
  const centre = toUnit(view);
  const at = toUnit(position);
  const east = at.x - centre.x;
  return {
    x: size.width / 2 + (east - Math.round(east)) * world,
    y: size.height / 2 + (at.y - centre.y) * world,
  };
}

export function unproject(view: View, size: Size, { x, y }: Point): Position {
  const world = worldSize(view.zoom);
  const centre = toUnit(view);
  const east = centre.x + (x - size.width / 2) / world;
  const south = Math.max(0, Math.min(1, centre.y + (y - size.height / 2) / world));
  return { lon: wrapLon((east - 0.5) * 360), lat: latAt(south) };
}

/** How many pixels a distance is at a latitude. */
export function pixelsOf(km: number, lat: number, zoom: number): number {
  const kept = Math.max(-maxLat, Math.min(maxLat, lat));
  return (km / (equatorKm * Math.cos((kept * Math.PI) / 180))) * worldSize(zoom);
}

export function wrapLon(lon: number): number {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}
