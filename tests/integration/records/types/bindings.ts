import { and, eq } from 'drizzle-orm';
import { tlpRank } from '@/db/model/words';
import { searchIn } from '@/db/sqlite/queries/search-in';
import { answerOf } from '@/db/sqlite/records/answer-of';
import { bindRecord } from '@/db/sqlite/records/record-binding';
import { findingRecord, hookRecord, layoutRecord, noteRecord } from './definitions';
import { findings, hooks, layouts, notes } from './tables';

export const noteBinding = bindRecord(noteRecord, {
  table: notes,
  texts: 'notes_fts',
  columnsOf: (record) => ({ record, eventId: record.eventId }),
  toAnswer: answerOf,
  listParts: ({ event, q }) => ({
    where: and(
      event ? eq(notes.eventId, event) : undefined,
      q ? searchIn('notes_fts', notes.n, q) : undefined,
    ),
  }),
});

export const layoutBinding = bindRecord(layoutRecord, {
  table: layouts,
  columnsOf: (record) => ({ record, shared: record.shared }),
  toAnswer: answerOf,
});

export const hookBinding = bindRecord(hookRecord, {
  table: hooks,
  columnsOf: (record) => ({ record }),
  toAnswer: answerOf,
});

export const findingBinding = bindRecord(findingRecord, {
  table: findings,
  texts: 'findings_fts',
  columnsOf: (record) => ({ record, tlp: tlpRank(record.tlp), recipients: record.recipients }),
  toAnswer: answerOf,
  listParts: ({ q }) => ({ where: q ? searchIn('findings_fts', findings.n, q) : undefined }),
});
