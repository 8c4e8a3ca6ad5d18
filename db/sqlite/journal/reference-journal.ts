import type { Principal } from '../../model/access/principal';
import type { Change, ChangeMarking, JournalTable } from './journal';

/** How records that everyone may see are marked in the journal. */
export const open: ChangeMarking = { tlp: 'clear', recipients: [] };

type Noted = Pick<Change, 'type' | 'before' | 'after'> & {
  record: { id: string; version: number };
  createdBy?: string;
};

/** Enters a change of a mission, actor or visit into the journal; one that leaves (`after` null) has no body. */
export function note(
  journal: JournalTable,
  by: Principal,
  { type, record, before, after, createdBy = '' }: Noted,
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
