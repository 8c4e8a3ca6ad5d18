import type { Principal } from '../../model/access/principal';
import type { AccessNote } from '../../store-accounts';
import type { JournalTable } from './journal';

/**
 * Enters what was done to an account into the journal, with the records and in their chain. Nobody's feed tells
 * of it; `details` never hold a secret.
 */
export function noteAccess(
  journal: JournalTable,
  by: Pick<Principal, 'id'>,
  { what, accountId, version = 1, details = {} }: AccessNote,
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
