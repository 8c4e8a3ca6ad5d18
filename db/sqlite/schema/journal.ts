import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OperationKind } from '../../model/journal/change';
import type { JournalType } from '../../model/records/journal-types';
import type { RecordType } from '../../model/records/record-types';
import { millis } from './columns';
import { principals } from './reference';

/**
 * The append-only journal. `tlpAfter` is null for a deletion. Recipients apply to red records only. Rows of format 1
 * are from before operations: their last four columns are null, and `at` may go back.
 */
export const changes = sqliteTable(
  'changes',
  {
    seq: integer().primaryKey(),
    type: text().$type<JournalType>().notNull(),
    recordId: text('record_id').notNull(),
    version: integer().notNull(),
    /** Never before that of the row before it, so that a moment is a position in the journal. */
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
    /** How `chain` is computed; see `chain.ts`. */
    format: integer().notNull().default(1),
    /** The time of the clock, which may have been set back before `at`; null in format 1, where it is `at`. */
    clockAt: millis('clock_at'),
    /** For an event: its `activityAt` after the change. */
    activityAt: millis('activity_at'),
    operation: text().$type<OperationKind>(),
    operationId: text('operation_id'),
  },
  (t) => [
    index('changes_by_record').on(t.recordId, t.seq),
    index('changes_by_at').on(t.at),
    index('changes_by_operation').on(t.operationId, t.seq).where(sql`operation_id is not null`),
    index('changes_of_accounts').on(t.seq).where(sql`type = 'account'`),
  ],
);

/** The last number of each prefix of references, such as "INC-2022"; a number is never reused. */
export const refCounters = sqliteTable('ref_counters', {
  prefix: text().primaryKey(),
  last: integer().notNull(),
});

/** What an idempotency key can create; a batch's record id is that of its operation. */
type IdempotentType = 'event' | RecordType | 'batch';

export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    principalId: text('principal_id')
      .notNull()
      .references(() => principals.id),
    key: text().notNull(),
    type: text().$type<IdempotentType>().notNull(),
    digest: text().notNull(),
    recordId: text('record_id').notNull(),
    /** The answer to a batch, as JSON; null for a record, which is answered as it is now. */
    result: text(),
    at: millis('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.principalId, t.key] }), index('idempotency_keys_by_at').on(t.at)],
);
