/** Points to try across the width and height of a shape. */
const steps = 48;
/** A label is wider than high, so free space to its sides counts more. */
const flatness = 2;

const kmOfDegree = 111.2;

/** In 1,000 km². Planar, because the rings of these shapes do not have the order that spherical areas need. */
export function areaOf(geometry: GeoJSON.Geometry): number {
  const squares = polygonsOf(geometry).reduce((sum, polygon) => sum + squareDegrees(polygon), 0);
  return Math.round((squares * kmOfDegree ** 2) / 1000);
}

function polygonsOf(geometry: GeoJSON.Geometry): GeoJSON.Position[][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

/** The point of the largest part with the most space around it, where a label fits best. */
export function labelPoint(geometry: GeoJSON.Geometry): [lon: number, lat: number] {
  const polygons = polygonsOf(geometry);
  const largest = polygons.reduce(
    (best, one) => (squareDegrees(one) > squareDegrees(best) ? one : best),
    polygons[0] ?? [],
  );
  const outline = largest[0] ?? [];
  const lons = outline.map(([lon = 0]) => lon);
  const lats = outline.map(([, lat = 0]) => lat);
  const box = {
    west: Math.min(...lons),
    east: Math.max(...lons),
    south: Math.min(...lats),
    north: Math.max(...lats),
  };
  const shrink = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180) / flatness;
  let best: [number, number] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  let space = -1;
  for (let i = 1; i < steps; i++) {
    for (let j = 1; j < steps; j++) {
      const lon = box.west + ((box.east - box.west) * i) / steps;
      const lat = box.south + ((box.north - box.south) * j) / steps;
      const free = isInside(largest, lon, lat) ? distanceTo(largest, lon, lat, shrink) : -1;
      if (free > space) [best, space] = [[lon, lat], free];
    }
  }
  return [round(best[0]), round(best[1])];
}

function squareDegrees([ring = []]: GeoJSON.Position[][]): number {
  const sum = ring.reduce((total, [lon = 0, lat = 0], index) => {
    const [nextLon = 0, nextLat = 0] = ring[(index + 1) % ring.length] ?? [];
    return total + lon * nextLat - nextLon * lat;
  }, 0);
  return Math.abs(sum / 2) * Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180);
}

function isInside(rings: GeoJSON.Position[][], lon: number, lat: number): boolean {
  let inside = false;
  for (const ring of rings) {
    ring.forEach(([x = 0, y = 0], index) => {
      const [px = 0, py = 0] = ring[index === 0 ? ring.length - 1 : index - 1] ?? [];
      if (y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x) inside = !inside;
    });
  }
  return inside;
}

/** The distance to the nearest corner of the outline, in degrees of latitude. */
function distanceTo(rings: GeoJSON.Position[][], lon: number, lat: number, shrink: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (const [x = 0, y = 0] of ring) least = Math.min(least, Math.hypot((x - lon) * shrink, y - lat));
  }
  return least;
}

function round(degrees: number): number {
  return Math.round(degrees * 1000) / 1000;
}
