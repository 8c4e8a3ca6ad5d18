import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { TextTable } from '../indexing/text-index';
import { searchExpression } from './filter';

/** Rows whose search text contains all words of `q`, except those to ignore; none if it has no words. */
export function searchIn(table: TextTable, n: SQLiteColumn, q: string, ignored?: ReadonlySet<string>): SQL {
  const expression = searchExpression(q, ignored);
  if (expression === null) return sql`0`;
  return sql`${n} in (select rowid from ${sql.identifier(table)} where ${sql.identifier(table)} match ${expression})`;
}
