import type { Principal } from '../../model/access/principal';
import type { AccessLogEntry } from '../../rules/access/access-entry';
import type { JournalTable } from './journal';

/**
 * Appends a change of an account or its access to the journal, in the same chain as the records. It appears in the
 * audit and in no feed. `details` must hold no secret.
 */
export function appendAccountChange(
  journal: JournalTable,
  by: Pick<Principal, 'id'>,
  { what, accountId, version = 1, details = {} }: AccessLogEntry,
): void {
  journal.append({
    type: 'account',
    recordId: accountId,
    version,
    at: Date.now(),
    by,
    reason: what,
    createdBy: '',
    body: JSON.stringify(details),
    before: null,
    after: null,
  });
}
