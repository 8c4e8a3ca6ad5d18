import type { Account, Invitation, InvitationInput } from '@/db/model/access/account';
import type { Principal } from '@/db/model/access/principal';
import { type AppError, failure, invalid, notFound } from '@/db/model/errors';
import type { Role, Tlp } from '@/db/model/words';
import type { Decision } from '@/db/rules/decision';
import type { AccessLogEntry } from './access-entry';
import { refuseClearance } from './grants';

export type NewInvitation = Pick<Invitation, 'id' | 'kind' | 'email' | 'role' | 'clearance'> & {
  /** The person who may set a new password; null for an invitation that creates a person. */
  personId: string | null;
};

/** An invitation, which replaces the withdrawn ones. */
export type InvitationDecision = { withdrawn: string[]; invitation: NewInvitation; entry: AccessLogEntry };

type Earlier = { id: string; clearance: Tlp };

/** The invitation of the first administrator; null once an account exists. `id` is that of the new invitation. */
export function decideSetUpInvitation(id: string, { hasAccounts }: { hasAccounts: boolean }) {
  return hasAccounts
    ? null
    : ({ id, kind: 'set-up', email: null, personId: null, role: 'admin', clearance: 'red' } as const);
}

/** Invites a person. `earlier` are invitations for the same address, which this one replaces. */
export function decideInvitation(
  by: Principal,
  id: string,
  input: InvitationInput,
  {
    hasAccounts,
    isKnownAddress,
    earlier,
  }: { hasAccounts: boolean; isKnownAddress: boolean; earlier: readonly Earlier[] },
): Decision<InvitationDecision> {
  const above = refuseClearance(by, input.clearance, 'clearance');
  if (above) return above;
  if (!hasAccounts) return failure('no-administrator-yet');
  if (isKnownAddress) return invalid('email', 'account-exists');
  for (const { clearance } of earlier) {
    const refusal = refuseClearance(by, clearance, 'email');
    if (refusal) return refusal;
  }
  return {
    withdrawn: earlier.map((one) => one.id),
    invitation: { id, kind: 'join', personId: null, ...input },
    entry: { what: 'invited', accountId: id, details: input },
  };
}

/**
 * Lets a person who lost their password or second factor set a new password. Administrators cannot create one for
 * themselves: anyone who finds their session open could take over the account with it. `earlier` are the person's
 * invitations.
 */
export function decideResetInvitation(
  by: Principal,
  id: string,
  person: Account | undefined,
  { earlier }: { earlier: readonly Pick<Earlier, 'id'>[] },
): Decision<InvitationDecision> {
  if (!person) return notFound('person');
  const above = refuseClearance(by, person.clearance, 'id');
  if (above) return above;
  if (by.id === person.id) return failure('own-password-link');
  const { email, role, clearance } = person;
  return {
    withdrawn: earlier.map((one) => one.id),
    invitation: { id, kind: 'reset', personId: person.id, email, role, clearance },
    entry: { what: 'offered-password', accountId: person.id },
  };
}

export function decideWithdrawal(
  by: Principal,
  invitation: Pick<NewInvitation, 'id' | 'personId' | 'email' | 'clearance'> | undefined,
): Decision<AccessLogEntry> {
  if (!invitation) return notFound('invitation');
  const { id, personId, email, clearance } = invitation;
  return (
    refuseClearance(by, clearance, 'id') ?? {
      what: 'withdrew-invitation',
      accountId: personId ?? id,
      details: { email },
    }
  );
}

type Given = { name?: string; email?: string };
type Acceptance =
  | { kind: 'set-password'; personId: string }
  | { kind: 'join'; person: { name: string; email: string; role: Role; clearance: Tlp } };

/**
 * Decides what accepting an invitation does; it works once. `isKnownAddress` tells whether the invitation's address,
 * else the given one, has an account. `now` in ms. Refuses with 'invalid' at "token" if the invitation is unknown, used or expired.
 */
export function decideAcceptance(
  invitation: (NewInvitation & { expiresAt: number }) | undefined,
  { name, email }: Given,
  now: number,
  { hasAccounts, isKnownAddress }: { hasAccounts: boolean; isKnownAddress: boolean },
): Decision<Acceptance> {
  const isValid = invitation && invitation.expiresAt > now && !(invitation.kind === 'set-up' && hasAccounts);
  if (!isValid) return createUsedError();
  if (invitation.personId !== null) return { kind: 'set-password', personId: invitation.personId };
  const address = invitation.email ?? email;
  if (!address) return invalid('email', 'required');
  if (!name) return invalid('name', 'required');
  if (isKnownAddress) return createUsedError();
  const { role, clearance } = invitation;
  return { kind: 'join', person: { name, email: address, role, clearance } };
}

function createUsedError(): AppError {
  return invalid('token', 'link-used');
}
