import { sqliteTable } from 'drizzle-orm/sqlite-core';
import type { ViewInput } from '../../model/records/view';
import { flag } from './columns';
import { recordColumns } from './record-columns';

export const views = sqliteTable('views', {
  ...recordColumns<ViewInput>(),
  shared: flag('shared').notNull(),
});
