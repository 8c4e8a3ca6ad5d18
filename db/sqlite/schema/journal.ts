import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { JournalType } from '../../model/records/journal-types';
import type { RecordType } from '../../model/records/record-types';
import { millis, oneOf } from './columns';
import { principals } from './reference';

const changeTypes = ['event', 'mission', 'actor', 'visit', 'link', 'account'];

/** The append-only journal. `tlpAfter` is null for a deletion. Recipients apply to red records only. */
export const changes = sqliteTable(
  'changes',
  {
    seq: integer().primaryKey(),
    type: text().$type<JournalType>().notNull(),
    recordId: text('record_id').notNull(),
    version: integer().notNull(),
    at: millis('at').notNull(),
    by: text()
      .notNull()
      .references(() => principals.id),
    reason: text(),
    body: text(),
    createdBy: text('created_by').notNull(),
    tlpBefore: integer('tlp_before'),
    tlpAfter: integer('tlp_after'),
    recipientsBefore: text('recipients_before', { mode: 'json' }).$type<string[]>().notNull(),
    recipientsAfter: text('recipients_after', { mode: 'json' }).$type<string[]>().notNull(),
    salt: text().notNull(),
    digest: text().notNull(),
    chain: text().notNull(),
  },
  (t) => [
    index('changes_by_record').on(t.recordId, t.seq),
    index('changes_by_at').on(t.at),
    index('changes_of_accounts').on(t.seq).where(sql`type = 'account'`),
    oneOf('type', changeTypes),
  ],
);

/** The last number of each prefix of references, such as "INC-2022"; a number is never reused. */
export const refCounters = sqliteTable('ref_counters', {
  prefix: text().primaryKey(),
  last: integer().notNull(),
});

export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    principalId: text('principal_id')
      .notNull()
      .references(() => principals.id),
    key: text().notNull(),
    type: text().$type<'event' | RecordType>().notNull(),
    digest: text().notNull(),
    recordId: text('record_id').notNull(),
    at: millis('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.principalId, t.key] }), index('idempotency_keys_by_at').on(t.at)],
);

/** The number of events with a value, by marking; red events are left out, since they are counted for each reader. */
export const counts = sqliteTable(
  'counts',
  {
    dimension: text().notNull(),
    value: text().notNull(),
    tlp: integer().notNull(),
    events: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.dimension, t.value, t.tlp] }),
    check('not_negative', sql.raw('"events" >= 0')),
  ],
);
