import type { Box } from '@/db/model/places/box';
import { severityRank } from '@/db/model/words';
import type { Columns } from './columns';
import { positionsInBox, unknownPosition } from './positions';

/**
 * The matching events by position: how many, one row of them, and the rank of the highest severity. `isIn` has 1 at the
 * positions in the frame. `count` are the events in the frame, `unplaced` those without a position.
 */
export type Counted = {
  counts: Uint32Array;
  rows: Uint32Array;
  ranks: Uint8Array;
  isIn: Uint8Array;
  count: number;
  unplaced: number;
};

/** `evaluated` has 0 for each row that matches, and ignores the frame. */
export function countByPosition(columns: Columns, evaluated: Uint8Array, frame: Box): Counted {
  const { position, profile } = columns.rows();
  const positions = columns.positions();
  const rankOf = Uint8Array.from(columns.profiles, (one) => (one ? severityRank[one.severity] : 0));
  const counts = new Uint32Array(positions.size);
  const rows = new Uint32Array(positions.size);
  const ranks = new Uint8Array(positions.size).fill(255);
  for (let row = 0; row < evaluated.length; row += 1) {
    if (evaluated[row] !== 0) continue;
    const at = position[row] ?? 0;
    const rank = rankOf[profile[row] ?? 0] ?? 0;
    counts[at] = (counts[at] ?? 0) + 1;
    rows[at] = row;
    if (rank < (ranks[at] ?? 0)) ranks[at] = rank;
  }
  const isIn = positionsInBox(positions, frame);
  let count = 0;
  for (let at = 1; at < positions.size; at += 1) if (isIn[at] === 1) count += counts[at] ?? 0;
  return { counts, rows, ranks, isIn, count, unplaced: counts[unknownPosition] ?? 0 };
}

/** The rows of the matching events in the frame. */
export function rowsInFrame(columns: Columns, evaluated: Uint8Array, { isIn, count }: Counted): Uint32Array {
  const { position } = columns.rows();
  const rows = new Uint32Array(count);
  let found = 0;
  for (let row = 0; row < evaluated.length; row += 1) {
    if (evaluated[row] !== 0 || isIn[position[row] ?? 0] === 0) continue;
    rows[found] = row;
    found += 1;
  }
  return rows;
}
