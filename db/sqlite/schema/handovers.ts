import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { HandoverInput } from '../../model/records/handover';
import { recordColumns } from './record-columns';

export const handovers = sqliteTable('handovers', {
  ...recordColumns<HandoverInput>(),
  tlp: integer().notNull(),
  acceptedBy: text('accepted_by'),
});
