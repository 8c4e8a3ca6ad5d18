import { getTableColumns, gte, sql } from 'drizzle-orm';
import type { Position } from '../../store';
import { type Connection, createDb } from '../client';
import { chainOf, digestOf } from '../journal/chain';
import { createJournal } from '../journal/journal';
import { changes } from '../schema/journal';
import { parseJson } from './parse-json';

/** `seq` is the first row that differs from what was written. */
export type JournalFault = { seq: number; what: 'missing' | 'changed' | 'of another history' };

/** Rows read at a time, because the journal does not fit into memory. */
const pageSize = 1000;

/** The lowest integer of SQLite, because an edited row may have any `seq`. */
const minSeq = -(2n ** 63n);

/**
 * Recomputes the chain from the first row. This finds rows that were edited, deleted, inserted or reordered. A
 * truncated journal, or one that was rewritten completely, can only be found by comparing it with heads that were
 * recorded outside the database (`createHeadCheck`).
 */
export function verifyJournal(connection: Connection): JournalFault | null {
  let chain = '';
  let seq = 0;
  for (const row of rowsOf(connection)) {
    if (row.seq !== seq + 1) return { seq: seq + 1, what: 'missing' };
    const isIntact = row.digest === digestOf(row.salt, row.body) && row.chain === chainOf(chain, row);
    if (!isIntact) return { seq: row.seq, what: 'changed' };
    ({ seq, chain } = row);
  }
  return null;
}

/** Compares a journal whose chain is intact with recorded heads, in any order. */
export function createHeadCheck(connection: Connection): (head: Position) => JournalFault | null {
  const journal = createJournal(createDb(connection));
  return ({ seq, chain }) => {
    const found = journal.chainAt(seq);
    if (found === null) return { seq: journal.head().seq + 1, what: 'missing' };
    return found === chain ? null : { seq, what: 'of another history' };
  };
}

function* rowsOf(connection: Connection) {
  const page = createDb(connection)
    .select({
      ...getTableColumns(changes),
      // As text, because an edited value may no longer be JSON.
      recipientsBefore: sql<string>`${changes.recipientsBefore}`,
      recipientsAfter: sql<string>`${changes.recipientsAfter}`,
    })
    .from(changes)
    .where(gte(changes.seq, sql.placeholder('from')))
    .orderBy(changes.seq)
    .limit(pageSize)
    .prepare();
  for (let from: bigint | number = minSeq; ; ) {
    const rows = page.all({ from });
    for (const row of rows) {
      yield {
        ...row,
        recipientsBefore: parseJson(row.recipientsBefore),
        recipientsAfter: parseJson(row.recipientsAfter),
      };
    }
    const last = rows.at(-1);
    if (!last) return;
    from = last.seq + 1;
  }
}
