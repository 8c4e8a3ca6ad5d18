import type { Account, AccountInput } from '@/db/model/access/account';
import type { Principal } from '@/db/model/access/principal';
import { canGrantClearance } from '@/db/model/access/rights';
import { invalid, notFound, versionConflict } from '@/db/model/errors';
import { isSame } from '@/db/model/journal/history';
import type { Tlp } from '@/db/model/words';
import type { Decision } from '@/db/rules/decision';
import type { AccessLogEntry } from './access-entry';
import { refuseClearance } from './grants';

/** `others` are the other people's rights, `invitations` those for the person or created by them. */
export type AccountReferences = {
  others: readonly Pick<Account, 'role' | 'clearance' | 'isSuspended'>[];
  invitations: readonly OpenInvitation[];
};
type OpenInvitation = {
  id: string;
  personId: string | null;
  createdBy: string;
  clearance: Tlp;
};

type AccountChange = {
  version: number;
  endsSessions: boolean;
  withdrawnInvitations: string[];
  entry: AccessLogEntry;
};

/** Decides a change of a person's name and rights; null if nothing changes. */
export function decideAccountUpdate(
  by: Principal,
  before: Account | undefined,
  { version, input }: { version: number; input: AccountInput },
  references: AccountReferences,
): Decision<AccountChange | null> {
  if (!before) return notFound('person');
  if (before.version !== version) return versionConflict(before);
  const { id, name, role, clearance, isSuspended } = before;
  const rightsBefore = { name, role, clearance, isSuspended };
  if (isSame(rightsBefore, input)) return null;
  const refusal =
    refuseClearance(by, before.clearance, 'id') ?? refuseClearance(by, input.clearance, 'clearance');
  if (refusal) return refusal;
  if (hasAllRights(before) && !hasAllRights(input) && !references.others.some(hasAllRights)) {
    const path = input.role === 'admin' && !input.isSuspended ? 'clearance' : 'role';
    return invalid(path, 'last-administrator');
  }
  return {
    version: version + 1,
    // Also when a suspension ends: a session that was opened just as it began must not become valid.
    endsSessions: input.isSuspended !== isSuspended,
    withdrawnInvitations: references.invitations
      .filter((one) => one.personId === id || !canStillInvite(input, one))
      .map((one) => one.id),
    entry: {
      what: 'changed-rights',
      accountId: id,
      version: version + 1,
      details: { before: rightsBefore, after: input },
    },
  };
}

/**
 * An invitation for the person is withdrawn, because their clearance may now be above that of the invitation's
 * creator. So is one by the person that they could no longer create: with it, a person who lost their rights could
 * return under another name.
 */
function canStillInvite(rights: AccountInput, { clearance }: OpenInvitation): boolean {
  return !rights.isSuspended && canGrantClearance(rights, clearance);
}

/** Can this person grant every right? Without such a person, nobody could be cleared for red again. */
function hasAllRights({
  role,
  clearance,
  isSuspended,
}: Pick<Account, 'role' | 'clearance' | 'isSuspended'>): boolean {
  return role === 'admin' && clearance === 'red' && !isSuspended;
}

/** The entry of a new person. Someone who joins by an invitation does so in their own name. */
export function joinedEntry(
  by: Pick<Principal, 'kind' | 'id'>,
  { id, ...details }: Pick<Account, 'id' | 'name' | 'email' | 'role' | 'clearance'>,
): { by: Pick<Principal, 'id'>; entry: AccessLogEntry } {
  const author = by.kind === 'system' ? { id } : by;
  return { by: author, entry: { what: 'joined', accountId: id, details } };
}
