import {
  latAt,
  type Point,
  type Position,
  project,
  type Size,
  toUnit,
  unproject,
  type View,
  worldSize,
  wrapLon,
} from './mercator';

/** West, south, east, north in degrees. A west greater than the east crosses 180°. */
export type Box = readonly [west: number, south: number, east: number, north: number];

const wholeWorld: View = { lon: 12, lat: 22, zoom: 0 };
/** Nothing is drawn closer: the basemap has no streets. */
export const maxZoom = 15;
const maxFitZoom = 9;

/** The box between two corners in pixels. */
export function boxBetween(view: View, size: Size, a: Point, b: Point): Box {
  const pixels = worldSize(view.zoom);
  const width = Math.abs(a.x - b.x);
  const southWest = unproject(view, size, { x: Math.min(a.x, b.x), y: Math.max(a.y, b.y) });
  const northEast = unproject(view, size, { x: Math.max(a.x, b.x), y: Math.min(a.y, b.y) });
  const isWholeWidth = width >= pixels - 1;
  return [
    isWholeWidth ? -180 : southWest.lon,
    southWest.lat,
    isWholeWidth ? 180 : northEast.lon,
    northEast.lat,
  ];
}

/** The box that a view shows. At the edge of the Mercator world it reaches to the pole, which is drawn there. */
export function boxOf(view: View, size: Size): Box {
  const [west, south, east, north] = boxBetween(
    view,
    size,
    { x: 0, y: 0 },
    { x: size.width, y: size.height },
  );
  return [west, south < -85 ? -90 : south, east, north > 85 ? 90 : north];
}

/** The tiles that a view touches at its whole zoom, as a box: it stays the same while the map moves a little. */
export function tilesOf(view: View, size: Size): { box: Box; zoom: number } {
  const zoom = Math.max(0, Math.round(view.zoom));
  const count = 2 ** zoom;
  const [west, south, east, north] = boxOf(view, size);
  const topLeft = toUnit({ lon: west, lat: north });
  const bottomRight = toUnit({ lon: east, lat: south });
  const lonOf = (x: number) => (x / count) * 360 - 180;
  const latOf = (y: number) => (y <= 0 ? 90 : y >= count ? -90 : latAt(y / count));
  return {
    zoom,
    box: [
      lonOf(Math.floor(topLeft.x * count)),
      latOf(Math.ceil(bottomRight.y * count)),
      lonOf(Math.min(count, Math.ceil(bottomRight.x * count))),
      latOf(Math.floor(topLeft.y * count)),
    ],
  };
}

/** For the address and the API: as few decimals as the frame needs, and never less than the box. */
export function boxText([west, south, east, north]: Box): string {
  const span = (((east - west) % 360) + 360) % 360 || 360;
  const scale = 10 ** Math.max(1, Math.min(5, Math.ceil(2.5 - Math.log10(span))));
  const down = (degrees: number) => Math.floor(degrees * scale) / scale;
  const up = (degrees: number) => Math.ceil(degrees * scale) / scale;
  return [
    Math.max(-180, down(west)),
    Math.max(-90, down(south)),
    Math.min(180, up(east)),
    Math.min(90, up(north)),
  ].join(',');
}

export function parseBox(text: string | undefined): Box | null {
  const [west, south, east, north] = (text ?? '').split(',').map(Number);
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  return [west, south, east, north].every(Number.isFinite) ? [west, south, east, north] : null;
}

export function contains([west, south, east, north]: Box, { lon, lat }: Position): boolean {
  const between = west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
  return between && lat >= south && lat <= north;
}

/** The corners of a box in pixels, for drawing it. */
export function cornersOf(view: View, size: Size, [west, south, east, north]: Box) {
  const width = ((((east - west) % 360) + 360) % 360 || 360) / 360;
  const middle = wrapLon(west + width * 180);
  const centre = project(view, size, { lon: middle, lat: 0 });
  const half = (width * worldSize(view.zoom)) / 2;
  return {
    left: centre.x - half,
    right: centre.x + half,
    top: project(view, size, { lon: middle, lat: north }).y,
    bottom: project(view, size, { lon: middle, lat: south }).y,
  };
}

/** The smallest box around positions, across 180° if that is shorter; null without any. */
export function boxAround(positions: readonly Position[]): Box | null {
  if (positions.length === 0) return null;
  const lons = [...new Set(positions.map(({ lon }) => lon))].sort((a, b) => a - b);
  const lats = positions.map(({ lat }) => lat);
  const first = lons[0] ?? 0;
  // The widest gap between neighbours lies outside the box.
  let gap = first + 360 - (lons.at(-1) ?? 0);
  let [west, east] = [first, lons.at(-1) ?? 0];
  lons.forEach((lon, index) => {
    const next = lons[index + 1];
    if (next === undefined || next - lon <= gap) return;
    gap = next - lon;
    [west, east] = [next, lon];
  });
  return [west, lats.reduce((a, b) => Math.min(a, b)), east, lats.reduce((a, b) => Math.max(a, b))];
}

/** The view that shows a box with a margin in pixels. */
export function viewOf([west, south, east, north]: Box, size: Size, margin: number): View {
  const width = ((((east - west) % 360) + 360) % 360) / 360;
  const top = toUnit({ lon: 0, lat: north }).y;
  const bottom = toUnit({ lon: 0, lat: south }).y;
  const free = {
    width: Math.max(80, size.width - 2 * margin),
    height: Math.max(80, size.height - 2 * margin),
  };
  const zoom = Math.min(
    maxFitZoom,
    Math.log2(free.width / worldSize(0) / Math.max(width, 1e-6)),
    Math.log2(free.height / worldSize(0) / Math.max(bottom - top, 1e-6)),
  );
  const lat = latAt((top + bottom) / 2);
  return constrain({ lon: wrapLon(west + width * 180), lat, zoom }, size);
}

export function worldView(size: Size): View {
  return constrain({ ...wholeWorld, zoom: minZoom(size) }, size);
}

/** The zoom at which the world fills the map: there is nothing beyond the poles. */
export function minZoom({ width, height }: Size): number {
  return Math.log2(Math.max(height, Math.min(width, 1.9 * height), 1) / worldSize(0));
}

/** The nearest view that shows no more than the world. */
export function constrain({ lon, lat, zoom }: View, size: Size): View {
  const kept = Math.max(minZoom(size), Math.min(maxZoom, zoom));
  const half = size.height / 2 / worldSize(kept);
  const y = Math.max(half, Math.min(1 - half, toUnit({ lon: 0, lat }).y));
  return { lon: wrapLon(lon), lat: latAt(y), zoom: kept };
}
