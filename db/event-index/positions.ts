import { type Box, isInBox } from '@/db/model/places/box';
import { toMap } from './map-grid';

/** The code of an unknown position. */
export const unknownPosition = 0;

const initialCapacity = 1024;

/**
 * Numbers positions in the order in which they first occur, from 1. Many events share a position, so what depends only
 * on it is computed once for each position and not for each event. `lat` and `lon` of code 0 are NaN; `x` and `y` are
 * the position on the map (see `toMap`).
 */
export function createPositions() {
  let lat = new Float64Array(initialCapacity).fill(Number.NaN, 0, 1);
  let lon = new Float64Array(initialCapacity).fill(Number.NaN, 0, 1);
  let x = new Uint32Array(initialCapacity);
  let y = new Uint32Array(initialCapacity);
  let size = 1;
  /** An open hash table of codes, at most half full; its length is a power of two. */
  let codes = new Uint32Array(2 * initialCapacity);

  /** Where in the table the position is, or belongs. */
  function slotOf(atLat: number, atLon: number, onMap: { x: number; y: number }): number {
    const mask = codes.length - 1;
    let slot = hash(onMap.x, onMap.y) & mask;
    for (;;) {
      const code = codes[slot] ?? 0;
      if (code === 0 || (lat[code] === atLat && lon[code] === atLon)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  function grow(): void {
    const larger = <T extends Float64Array | Uint32Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    const capacity = 2 * lat.length;
    lat = larger(new Float64Array(capacity), lat);
    lon = larger(new Float64Array(capacity), lon);
    x = larger(new Uint32Array(capacity), x);
    y = larger(new Uint32Array(capacity), y);
    codes = new Uint32Array(2 * capacity);
    for (let code = 1; code < size; code += 1) {
      const onMap = { x: x[code] ?? 0, y: y[code] ?? 0 };
      codes[slotOf(lat[code] ?? 0, lon[code] ?? 0, onMap)] = code;
    }
  }

  /** The code of a position, which is added if it is new. */
  function add(atLat: number, atLon: number): number {
    if (size === lat.length) grow();
    const onMap = toMap(atLat, atLon);
    const slot = slotOf(atLat, atLon, onMap);
    const known = codes[slot] ?? 0;
    if (known !== 0) return known;
    codes[slot] = size;
    lat[size] = atLat;
    lon[size] = atLon;
    x[size] = onMap.x;
    y[size] = onMap.y;
    size += 1;
    return size - 1;
  }

  return {
    add,
    /** Valid until the next change. */
    columns: () => ({ size, lat, lon, x, y }),
  };
}

export type Positions = ReturnType<ReturnType<typeof createPositions>['columns']>;

/** A table with 1 at the codes of the positions in a box. */
export function positionsInBox({ size, lat, lon }: Positions, box: Box): Uint8Array {
  const isIn = new Uint8Array(size);
  for (let code = 1; code < size; code += 1)
    isIn[code] = Number(isInBox(box, lat[code] ?? 0, lon[code] ?? 0));
  return isIn;
}

function hash(x: number, y: number): number {
  const mixed = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
