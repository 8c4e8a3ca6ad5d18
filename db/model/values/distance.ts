export type Point = { lat: number; lon: number };

const earthRadiusKm = 6371.0088;

/** The distance of two points along the surface in km (haversine formula, mean radius of the Earth; off by at most 0.6 %). */
export function kmBetween(a: Point, b: Point): number {
  const [from, to] = [radians(a.lat), radians(b.lat)];
  const half = Math.sin((to - from) / 2) ** 2;
  const across = Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  const chord = Math.min(1, half + Math.cos(from) * Math.cos(to) * across);
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(chord));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
