import type { Principal } from '../../model/access/principal';
import type { ChangeMarking } from '../../rules/journal-entry';
import type { Change, JournalTable } from './journal';

/** The marking, in the journal, of records that everyone may see. */
export const publicMarking: ChangeMarking = { tlp: 'clear', recipients: [] };

type ReferenceChange = Pick<Change, 'type' | 'before' | 'after'> & {
  record: { id: string; version: number };
  createdBy?: string;
};

/** Appends a change of a mission, actor or visit to the journal; a removal (`after` is null) has no body. */
export function appendReferenceChange(
  journal: JournalTable,
  by: Principal,
  { type, record, before, after, createdBy = '' }: ReferenceChange,
): void {
  const body = after === null ? null : JSON.stringify(record);
  const { id: recordId, version } = record;
  journal.append({
    type,
    recordId,
    version,
    at: Date.now(),
    by,
    reason: null,
    createdBy,
    body,
    before,
    after,
  });
}
