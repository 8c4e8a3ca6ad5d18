import type { Box } from '@/db/model/places/box';

/** The side of the map in units of `toMap`. */
const side = 2 ** 32;
/** The latitude at which the Web Mercator map ends. */
const maxLat = 85.051129;
/** A frame with more cells than this gets larger ones. */
const maxCells = 16_384;
/** A tile of 512 pixels has this many cells a side, as a power of two: each is 64 pixels wide. */
const cellsOfTile = 3;

/** A position on the Web Mercator map, from its north-western corner. What lies beyond the map is on its edge. */
export function toMap(lat: number, lon: number): { x: number; y: number } {
  const phi = (Math.max(-maxLat, Math.min(maxLat, lat)) * Math.PI) / 180;
  const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI);
  return { x: toUnits((lon + 180) / 360), y: toUnits(y) };
}

function toUnits(share: number): number {
  return Math.max(0, Math.min(side - 1, Math.floor(share * side)));
}

/**
 * The cells of the world that a frame touches. Their borders are those of the world and not of the frame, so that a
 * cluster stays where it is while the map is moved. A cell is 2^`shift` wide. `west` is the first column, and `left`
 * the western edge of the frame: what lies west of it is in the part of the frame beyond the antimeridian.
 */
export type Grid = {
  shift: number;
  left: number;
  west: number;
  north: number;
  columns: number;
  rows: number;
};

/** The grid for a frame at a zoom; coarser if the frame has too many cells at this zoom. */
export function gridOf([west, south, east, north]: Box, zoom: number): Grid {
  const [topLeft, bottomRight] = [toMap(north, west), toMap(south, east)];
  for (let level = zoom + cellsOfTile; ; level -= 1) {
    const shift = 32 - level;
    const firstColumn = topLeft.x >>> shift;
    const firstRow = topLeft.y >>> shift;
    const lastColumn = (bottomRight.x >>> shift) + (west > east ? 2 ** level : 0);
    const columns = lastColumn - firstColumn + 1;
    const rows = (bottomRight.y >>> shift) - firstRow + 1;
    if (columns * rows <= maxCells)
      return { shift, left: topLeft.x, west: firstColumn, north: firstRow, columns, rows };
  }
}

/** The cell in which a position in the frame lies. */
export function cellOf({ shift, left, west, north, columns }: Grid, x: number, y: number): number {
  const column = (x >>> shift) - west + (x < left ? 2 ** (32 - shift) : 0);
  return ((y >>> shift) - north) * columns + column;
}

/** The same frame with cells of twice the side, and the cell in it of each cell. */
export function coarser(grid: Grid): { grid: Grid; parentOf(cell: number): number } {
  const [west, north] = [grid.west >>> 1, grid.north >>> 1];
  const columns = ((grid.west + grid.columns - 1) >>> 1) - west + 1;
  const rows = ((grid.north + grid.rows - 1) >>> 1) - north + 1;
  return {
    grid: { shift: grid.shift + 1, left: grid.left, west, north, columns, rows },
    parentOf: (cell) => {
      const row = ((grid.north + Math.floor(cell / grid.columns)) >>> 1) - north;
      return row * columns + ((grid.west + (cell % grid.columns)) >>> 1) - west;
    },
  };
}
