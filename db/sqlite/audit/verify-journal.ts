import { getTableColumns, gte, sql } from 'drizzle-orm';
import type { Position } from '../../store';
import { type Connection, over } from '../client';
import { chainOf, digestOf } from '../journal/chain';
import { createJournal } from '../journal/journal';
import { changes } from '../schema/journal';

/** `seq` is the first row that is not as it was written. */
export type JournalFault = { seq: number; what: 'missing' | 'changed' | 'of another history' };

/** How many rows are read at a time: the journal does not fit into memory. */
const pageSize = 1000;

/** Below every number that SQLite gives a row. */
const lowest = -(2n ** 63n);

/**
 * Recomputes the journal from its beginning. What was edited, deleted, inserted or reordered is found by the
 * chain itself; an end that was cut off, or a journal that was written anew as a whole, only against heads
 * that were kept outside (`createHeadCheck`).
 */
export function verifyJournal(connection: Connection): JournalFault | null {
  let chain = '';
  let seq = 0;
  for (const row of rowsOf(connection)) {
    if (row.seq !== seq + 1) return { seq: seq + 1, what: 'missing' };
    const isWhole = row.digest === digestOf(row.salt, row.body) && row.chain === chainOf(chain, row);
    if (!isWhole) return { seq: row.seq, what: 'changed' };
    ({ seq, chain } = row);
  }
  return null;
}

/** Compares a journal whose chain is whole with heads that were kept outside, in any order. */
export function createHeadCheck(connection: Connection): (kept: Position) => JournalFault | null {
  const journal = createJournal(over(connection));
  return ({ seq, chain }) => {
    const found = journal.chainAt(seq);
    if (found === null) return { seq: journal.head().seq + 1, what: 'missing' };
    return found === chain ? null : { seq, what: 'of another history' };
  };
}

function* rowsOf(connection: Connection) {
  const page = over(connection)
    .select({
      ...getTableColumns(changes),
      // As text: what was edited may be no JSON any more.
      recipientsBefore: sql<string>`${changes.recipientsBefore}`,
      recipientsAfter: sql<string>`${changes.recipientsAfter}`,
    })
    .from(changes)
    .where(gte(changes.seq, sql.placeholder('from')))
    .orderBy(changes.seq)
    .limit(pageSize)
    .prepare();
  for (let from: bigint | number = lowest; ; ) {
    const rows = page.all({ from });
    for (const row of rows) {
      yield {
        ...row,
        recipientsBefore: parsed(row.recipientsBefore),
        recipientsAfter: parsed(row.recipientsAfter),
      };
    }
    const last = rows.at(-1);
    if (!last) return;
    from = last.seq + 1;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
