import type { Place } from '@/db/model/reference';

/** Degrees around the cities of a visit, some 60 km: what happens there concerns it. */
const margin = 0.6;

/** The box (W,S,E,N) around places; null without any. Cities on both sides of 180° give a box around the world. */
export function areaAround(places: readonly Pick<Place, 'lat' | 'lon'>[]): string | null {
  if (places.length === 0) return null;
  const [lats, lons] = [places.map(({ lat }) => lat), places.map(({ lon }) => lon)];
  const box = [
    Math.max(-180, Math.min(...lons) - margin),
    Math.max(-90, Math.min(...lats) - margin),
    Math.min(180, Math.max(...lons) + margin),
    Math.min(90, Math.max(...lats) + margin),
  ];
  return box.map((degrees) => Math.round(degrees * 1_000) / 1_000).join(',');
}
