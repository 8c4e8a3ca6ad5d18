import type { Box } from '@/db/model/places/box';
import type { Counted } from './map-counts';
import { cellOf, coarser, type Grid } from './map-grid';
import type { Positions } from './positions';

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

/**
 * Groups the positions in the frame by the cells of the grid, or by larger ones if more than `maxClusters` cells have
 * events. `threatened` counts by position the events that put a mission under threat.
 */
export function clusterPositions(
  { size, lat, lon, x, y }: Positions,
  { counts, rows, ranks, isIn }: Counted,
  threatened: Uint32Array,
  grid: Grid,
  maxClusters: number,
): Cluster[] {
  const clusters: Cluster[] = [];
  /** By cell: the place of its cluster plus one, and 0 if it has none. */
  const placeOf = new Uint32Array(grid.columns * grid.rows);
  const cells: number[] = [];
  for (let at = 1; at < size; at += 1) {
    const count = counts[at] ?? 0;
    if (count === 0 || isIn[at] === 0) continue;
    const cell = cellOf(grid, x[at] ?? 0, y[at] ?? 0);
    const [north, east] = [lat[at] ?? 0, lon[at] ?? 0];
    const known = clusters[(placeOf[cell] ?? 0) - 1];
    if (known) {
      known.count += count;
      known.threatened += threatened[at] ?? 0;
      known.rank = Math.min(known.rank, ranks[at] ?? 0);
      known.lat += north * count;
      known.lon += east * count;
      extend(known.box, north, east);
      continue;
    }
    cells.push(cell);
    placeOf[cell] = clusters.push({
      row: rows[at] ?? 0,
      count,
      threatened: threatened[at] ?? 0,
      rank: ranks[at] ?? 0,
      lat: north * count,
      lon: east * count,
      box: [east, north, east, north],
    });
  }
  const byCell = new Map<number, Cluster>();
  for (const [place, one] of clusters.entries()) {
    one.lat /= one.count;
    one.lon /= one.count;
    byCell.set(cells[place] ?? 0, one);
  }
  return merge(grid, byCell, maxClusters);
}

function extend(box: Box, lat: number, lon: number): void {
  if (lon < box[0]) box[0] = lon;
  if (lat < box[1]) box[1] = lat;
  if (lon > box[2]) box[2] = lon;
  if (lat > box[3]) box[3] = lat;
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
