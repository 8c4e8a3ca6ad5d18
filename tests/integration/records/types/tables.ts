import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag } from '@/db/sqlite/schema/columns';
import { recordColumns } from '@/db/sqlite/schema/record-columns';
import type { FindingInput, HookInput, LayoutInput, NoteInput } from './definitions';

export const notes = sqliteTable('notes', {
  ...recordColumns<NoteInput>(),
  eventId: text('event_id').notNull(),
});

export const layouts = sqliteTable('layouts', {
  ...recordColumns<LayoutInput>(),
  shared: flag('shared').notNull(),
});

export const hooks = sqliteTable('hooks', recordColumns<HookInput>());

export const findings = sqliteTable('findings', {
  ...recordColumns<FindingInput>(),
  tlp: integer().notNull(),
  recipients: text({ mode: 'json' }).$type<string[]>().notNull(),
});
