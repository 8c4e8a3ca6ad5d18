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
