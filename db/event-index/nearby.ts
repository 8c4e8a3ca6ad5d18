import { isWithin, kmBetween, latReach, lonReach, type Point, reachMargin } from '@/db/model/places/distance';

/** Cells of one degree. The meridian 180 is that of -180. */
const columns = 360;
const rows = 181;

/** Positions to be found by distance. Those whose circle touches a cell are compared with what is in the cell. */
export function createNearby<T extends Point>(positions: readonly T[], radiusKm: number) {
  const isTouched = new Uint8Array(columns * rows);
  const byCell = new Map<number, T[]>();
  const height = latReach(radiusKm) + reachMargin;
  for (const position of positions) {
    const { lat, lon } = position;
    const width = lonReach(radiusKm, lat) + reachMargin;
    const west = Math.floor(lon - width);
    const east = Math.min(west + columns - 1, Math.floor(lon + width));
    const north = Math.min(90, lat + height);
    for (let south = Math.floor(Math.max(-90, lat - height)); south <= north; south += 1) {
      for (let degree = west; degree <= east; degree += 1) {
        const cell = cellAt(south, degree);
        isTouched[cell] = 1;
        const known = byCell.get(cell);
        if (known) known.push(position);
        else byCell.set(cell, [position]);
      }
    }
  }

  /** Those that may be within the radius. */
  function candidates(lat: number, lon: number): readonly T[] {
    const cell = cellAt(Math.floor(lat), Math.floor(lon));
    return isTouched[cell] === 1 ? (byCell.get(cell) ?? []) : [];
  }

  return {
    /** Is one of the positions within the radius? */
    has(lat: number, lon: number): boolean {
      const at = { lat, lon };
      for (const one of candidates(lat, lon)) if (isWithin(one, at, radiusKm)) return true;
      return false;
    },
    /** Those within the radius, nearest first. */
    find: (at: Point): { position: T; km: number }[] =>
      candidates(at.lat, at.lon)
        .filter((one) => isWithin(one, at, radiusKm))
        .map((position) => ({ position, km: kmBetween(position, at) }))
        .sort((a, b) => a.km - b.km),
  };
}

/** The cell with this south-western corner, in whole degrees. */
function cellAt(south: number, west: number): number {
  return (south + 90) * columns + ((west + 180 + columns) % columns);
}
