import { and, eq, inArray, lt } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { Invitation, InvitationInput } from '../../model/access/account';
import type { Principal } from '../../model/access/principal';
import {
  decideAcceptance,
  decideInvitation,
  decideResetInvitation,
  decideSetUpInvitation,
  decideWithdrawal,
  type InvitationDecision,
  type NewInvitation,
} from '../../rules/access/invitations';
import { accept } from '../../rules/decision';
import type { Acceptance, LinkToken } from '../../store-accounts';
import type { Db } from '../client';
import { appendAccountChange } from '../journal/account-journal';
import type { JournalTable } from '../journal/journal';
import { findAccount, toInvitation } from '../queries/access/account-rows';
import {
  apiKeys,
  credentials,
  invitations,
  passkeys,
  secondFactors,
  sessions,
  users,
} from '../schema/accounts';
import type { AccountCommands } from './accounts';
import { requireFound } from './requirements';

/** The commands on invitations. Call each inside one immediate transaction. */
export function createInvitationCommands(
  db: Db,
  journal: JournalTable,
  {
    hasAccounts,
    findByEmail,
    insertPerson,
  }: Pick<AccountCommands, 'hasAccounts' | 'findByEmail' | 'insertPerson'>,
) {
  /** Invites the first administrator, replacing an earlier invitation; returns false if an account exists already. */
  function createSetUpInvitation(by: Principal, token: LinkToken): boolean {
    const invitation = decideSetUpInvitation(newUuid(), { hasAccounts: hasAccounts() });
    if (!invitation) return false;
    db.delete(invitations).where(eq(invitations.kind, 'set-up')).run();
    insertInvitation(by, token, invitation);
    return true;
  }

  function invite(by: Principal, input: InvitationInput, token: LinkToken): Invitation {
    const ofAddress = and(eq(invitations.kind, 'join'), eq(invitations.email, input.email));
    const references = {
      hasAccounts: hasAccounts(),
      isKnownAddress: findByEmail(input.email) !== undefined,
      earlier: db.select().from(invitations).where(ofAddress).all(),
    };
    return write(by, token, accept(decideInvitation(by, newUuid(), input, references)));
  }

  function createResetInvitation(by: Principal, id: string, token: LinkToken): Invitation {
    const earlier = db.select().from(invitations).where(eq(invitations.personId, id)).all();
    const decision = decideResetInvitation(by, newUuid(), findAccount(db, id), { earlier });
    return write(by, token, accept(decision));
  }

  function write(
    by: Principal,
    token: LinkToken,
    { withdrawn, invitation, entry }: InvitationDecision,
  ): Invitation {
    db.delete(invitations).where(inArray(invitations.id, withdrawn)).run();
    const written = insertInvitation(by, token, invitation);
    appendAccountChange(journal, by, entry);
    return written;
  }

  function withdrawInvitation(by: Principal, id: string): void {
    const row = db.select().from(invitations).where(eq(invitations.id, id)).get();
    const entry = accept(decideWithdrawal(by, row));
    db.delete(invitations).where(eq(invitations.id, id)).run();
    appendAccountChange(journal, by, entry);
  }

  function acceptInvitation(by: Principal, hash: string, given: Acceptance, now: number): { email: string } {
    const row = db.select().from(invitations).where(eq(invitations.hash, hash)).get();
    const address = row?.email ?? given.email;
    const acceptance = accept(
      decideAcceptance(row, given, now, {
        hasAccounts: hasAccounts(),
        isKnownAddress: address !== undefined && findByEmail(address) !== undefined,
      }),
    );
    db.delete(invitations).where(eq(invitations.hash, hash)).run();
    const { passwordHash } = given;
    if (acceptance.kind === 'set-password') return setPassword(by, acceptance.personId, passwordHash);
    const { name, email, ...rights } = acceptance.person;
    insertPerson(by, { name, email, passwordHash }, rights);
    return { email };
  }

  /** Revokes everything else that signs the person in, because another person may have it: only the new password works. */
  function setPassword(by: Principal, id: string, passwordHash: string): { email: string } {
    const { email, version } = requireFound(findAccount(db, id), 'person');
    db.update(credentials)
      .set({ password: passwordHash, updatedAt: new Date() })
      .where(eq(credentials.userId, id))
      .run();
    db.delete(secondFactors).where(eq(secondFactors.userId, id)).run();
    db.delete(passkeys).where(eq(passkeys.userId, id)).run();
    db.delete(apiKeys).where(eq(apiKeys.ownerId, id)).run();
    db.update(users).set({ twoFactorEnabled: false }).where(eq(users.id, id)).run();
    db.delete(sessions).where(eq(sessions.userId, id)).run();
    // A person who had their session may have created invitations, to return or to enter a colleague's account.
    db.delete(invitations).where(eq(invitations.createdBy, id)).run();
    appendAccountChange(journal, { ...by, id }, { what: 'set-password-by-link', accountId: id, version });
    return { email };
  }

  function insertInvitation(
    by: Principal,
    { hash, expiresAt }: LinkToken,
    { id, kind, personId, email, role, clearance }: NewInvitation,
  ): Invitation {
    const now = Date.now();
    db.delete(invitations).where(lt(invitations.expiresAt, now)).run();
    const row = { id, kind, personId, email, role, clearance, hash, createdBy: by.id };
    return toInvitation(
      db
        .insert(invitations)
        .values({ ...row, createdAt: now, expiresAt })
        .returning()
        .get(),
    );
  }

  return { createSetUpInvitation, invite, createResetInvitation, withdrawInvitation, acceptInvitation };
}
