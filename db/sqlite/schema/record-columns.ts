import { integer, text } from 'drizzle-orm/sqlite-core';
import { millis } from './columns';
import { principals } from './reference';

/**
 * The columns of a new record type, which keeps its fields as JSON. Add to them the columns by which its marking is
 * judged (`visibleRecordSql`) and by which it is found.
 */
export function recordColumns<Input>() {
  return {
    n: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    version: integer().notNull(),
    createdBy: text('created_by')
      .notNull()
      .references(() => principals.id),
    updatedAt: millis('updated_at').notNull(),
    record: text({ mode: 'json' }).$type<Input>().notNull(),
  };
}
