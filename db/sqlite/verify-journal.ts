import { getTableColumns, gt, sql } from 'drizzle-orm';
import type { Position } from '../store';
import { type Connection, over } from './client';
import { chainOf, digestOf } from './journal-chain';
import { changes } from './schema-journal';

/** `seq` is the first row that is not as it was written. */
export type JournalFault = { seq: number; what: 'missing' | 'changed' | 'of another history' };

/** How many rows are read at a time: the journal does not fit into memory. */
const pageSize = 1000;

/**
 * Recomputes the journal from its beginning. What was edited, deleted, inserted or reordered is found by the
 * chain itself; an end that was cut off, or a journal that was written anew as a whole, only against a head
 * that was kept outside.
 */
export function verifyJournal(connection: Connection, kept?: Position): JournalFault | null {
  let chain = '';
  let seq = 0;
  for (const row of rowsOf(connection)) {
    if (row.seq !== seq + 1) return { seq: seq + 1, what: 'missing' };
    const isWhole = row.digest === digestOf(row.salt, row.body) && row.chain === chainOf(chain, row);
    if (!isWhole) return { seq: row.seq, what: 'changed' };
    if (row.seq === kept?.seq && row.chain !== kept.chain)
      return { seq: row.seq, what: 'of another history' };
    ({ seq, chain } = row);
  }
  return kept !== undefined && kept.seq > seq ? { seq: seq + 1, what: 'missing' } : null;
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
    .where(gt(changes.seq, sql.placeholder('after')))
    .orderBy(changes.seq)
    .limit(pageSize)
    .prepare();
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = page.all({ after });
    for (const row of rows) {
      yield {
        ...row,
        recipientsBefore: parsed(row.recipientsBefore),
        recipientsAfter: parsed(row.recipientsAfter),
      };
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
