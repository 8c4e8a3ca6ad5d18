import type { Box } from '@/db/model/places/box';
import { severityRank } from '@/db/model/words';
import type { Columns } from './columns';
import { cellOf, coarser, type Grid, gridOf } from './map-grid';

/**
 * Events of one cell of the map. `row` is one of them, `threatened` are those that put a mission under threat,
 * `rank` is that of the highest severity, `lat` and `lon` are their mean, `box` is the smallest around them.
 */
export type Cluster = {
  row: number;
  count: number;
  threatened: number;
  rank: number;
  lat: number;
  lon: number;
  box: Box;
};

/** What is added up of a cell, by place. The values of a cell lie side by side, because each event changes most. */
const parts = { count: 0, rank: 1, row: 2, west: 3, south: 4, east: 5, north: 6, lat: 7, lon: 8 } as const;
const width = 9;

/**
 * Groups rows in the frame by the cells of the world at this zoom, or by larger ones if more than `maxClusters` cells
 * have events. `threatened` are those of the rows whose events put a mission under threat.
 */
export function clusterRows(
  columns: Columns,
  rows: Uint32Array,
  threatened: readonly number[],
  frame: Box,
  zoom: number,
  maxClusters: number,
): Cluster[] {
  const grid = gridOf(frame, zoom);
  const cells = addUp(columns, rows, grid);
  const { x, y } = columns.rows();
  const threatenedIn = new Uint32Array(grid.columns * grid.rows);
  for (const row of threatened) {
    const cell = cellOf(grid, x[row] ?? 0, y[row] ?? 0);
    threatenedIn[cell] = (threatenedIn[cell] ?? 0) + 1;
  }
  return merge(grid, readClusters(cells, threatenedIn), maxClusters);
}

function addUp(columns: Columns, rows: Uint32Array, grid: Grid): Float64Array {
  const { lat, lon, x, y, profile } = columns.rows();
  const rankOf = Uint8Array.from(columns.profiles, (one) => (one ? severityRank[one.severity] : 0));
  const cells = new Float64Array(grid.columns * grid.rows * width);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const at = cellOf(grid, x[row] ?? 0, y[row] ?? 0) * width;
    const rowLat = lat[row] ?? 0;
    const rowLon = lon[row] ?? 0;
    const rank = rankOf[profile[row] ?? 0] ?? 0;
    const count = cells[at] ?? 0;
    const isFirst = count === 0;
    cells[at] = count + 1;
    if (isFirst || rank < (cells[at + parts.rank] ?? 0)) cells[at + parts.rank] = rank;
    if (isFirst) cells[at + parts.row] = row;
    if (isFirst || rowLon < (cells[at + parts.west] ?? 0)) cells[at + parts.west] = rowLon;
    if (isFirst || rowLat < (cells[at + parts.south] ?? 0)) cells[at + parts.south] = rowLat;
    if (isFirst || rowLon > (cells[at + parts.east] ?? 0)) cells[at + parts.east] = rowLon;
    if (isFirst || rowLat > (cells[at + parts.north] ?? 0)) cells[at + parts.north] = rowLat;
    cells[at + parts.lat] = (cells[at + parts.lat] ?? 0) + rowLat;
    cells[at + parts.lon] = (cells[at + parts.lon] ?? 0) + rowLon;
  }
  return cells;
}

/** The clusters by cell. */
function readClusters(cells: Float64Array, threatenedIn: Uint32Array): Map<number, Cluster> {
  const found = new Map<number, Cluster>();
  for (let cell = 0; cell < threatenedIn.length; cell += 1) {
    const part = (name: keyof typeof parts) => cells[cell * width + parts[name]] ?? 0;
    const count = part('count');
    if (count === 0) continue;
    found.set(cell, {
      row: part('row'),
      count,
      threatened: threatenedIn[cell] ?? 0,
      rank: part('rank'),
      lat: part('lat') / count,
      lon: part('lon') / count,
      box: [part('west'), part('south'), part('east'), part('north')],
    });
  }
  return found;
}

/** Doubles the side of the cells until there are few enough. */
function merge(grid: Grid, clusters: ReadonlyMap<number, Cluster>, maxClusters: number): Cluster[] {
  if (clusters.size <= maxClusters) return [...clusters.values()];
  const larger = coarser(grid);
  const merged = new Map<number, Cluster>();
  for (const [cell, one] of clusters) {
    const parent = larger.parentOf(cell);
    const other = merged.get(parent);
    merged.set(parent, other ? join(one, other) : one);
  }
  return merge(larger.grid, merged, maxClusters);
}

function join(a: Cluster, b: Cluster): Cluster {
  const count = a.count + b.count;
  return {
    row: a.row,
    count,
    threatened: a.threatened + b.threatened,
    rank: Math.min(a.rank, b.rank),
    lat: (a.lat * a.count + b.lat * b.count) / count,
    lon: (a.lon * a.count + b.lon * b.count) / count,
    box: [
      Math.min(a.box[0], b.box[0]),
      Math.min(a.box[1], b.box[1]),
      Math.max(a.box[2], b.box[2]),
      Math.max(a.box[3], b.box[3]),
    ],
  };
}
