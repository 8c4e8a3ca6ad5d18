/** In degrees (WGS 84). */
export type Point = { lat: number; lon: number };

/** The mean radius of the Earth (IUGG). */
const earthRadiusKm = 6371.0088;
const degree = Math.PI / 180;

/** The great-circle distance in km, by the haversine formula. */
export function kmBetween(a: Point, b: Point): number {
  const [latA, latB] = [a.lat * degree, b.lat * degree];
  const northwards = Math.sin((latB - latA) / 2);
  const eastwards = Math.sin(((b.lon - a.lon) * degree) / 2);
  const chord = northwards * northwards + Math.cos(latA) * Math.cos(latB) * eastwards * eastwards;
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(Math.min(1, chord)));
}

/** In degrees: a reach is computed with other formulas than a distance. */
export const reachMargin = 1e-6;

/** Are two points at most `km` apart? Latitudes are compared first, because a distance takes thirty times as long. */
export function isWithin(a: Point, b: Point, km: number): boolean {
  return Math.abs(a.lat - b.lat) <= latReach(km) + reachMargin && kmBetween(a, b) <= km;
}

/** Half the height in degrees of a circle of this radius. */
export function latReach(km: number): number {
  return km / (earthRadiusKm * degree);
}

/** Half the width in degrees of a circle of this radius around a latitude; 180 if it contains a pole. */
export function lonReach(km: number, lat: number): number {
  const angle = km / earthRadiusKm;
  if (Math.abs(lat) * degree + angle >= Math.PI / 2) return 180;
  return Math.asin(Math.sin(angle) / Math.cos(lat * degree)) / degree;
}
