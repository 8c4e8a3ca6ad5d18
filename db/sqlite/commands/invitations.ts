import { and, eq, lt } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { Invitation, InvitationInput } from '../../model/access/account';
import type { Principal } from '../../model/access/principal';
import { failure, invalid } from '../../model/errors';
import type { Acceptance, InvitationToken } from '../../store-accounts';
import type { Db } from '../client';
import { appendAccountChange } from '../journal/account-journal';
import type { JournalTable } from '../journal/journal';
import { findAccount, toInvitation } from '../queries/account-rows';
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
import { requireClearance, requireFound } from './requirements';

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
  function createSetUpInvitation(by: Principal, token: InvitationToken): boolean {
    if (hasAccounts()) return false;
    db.delete(invitations).where(eq(invitations.kind, 'set-up')).run();
    insertInvitation(by, token, {
      kind: 'set-up',
      email: null,
      personId: null,
      role: 'admin',
      clearance: 'red',
    });
    return true;
  }

  function invite(by: Principal, input: InvitationInput, token: InvitationToken): Invitation {
    requireClearance(by, input.clearance, 'clearance');
    if (!hasAccounts()) throw failure('no-administrator-yet');
    if (findByEmail(input.email)) throw invalid('email', 'account-exists');
    const earlier = and(eq(invitations.kind, 'join'), eq(invitations.email, input.email));
    for (const { clearance } of db.select().from(invitations).where(earlier).all())
      requireClearance(by, clearance, 'email');
    db.delete(invitations).where(earlier).run();
    const invitation = insertInvitation(by, token, { kind: 'join', personId: null, ...input });
    appendAccountChange(journal, by, { what: 'invited', accountId: invitation.id, details: input });
    return invitation;
  }

  /**
   * Lets a person who lost their password or second factor set a new password. Administrators cannot create one for
   * themselves: anyone who finds their session open could take over the account with it.
   */
  function createResetInvitation(by: Principal, id: string, token: InvitationToken): Invitation {
    const person = requireFound(findAccount(db, id), 'person');
    requireClearance(by, person.clearance, 'id');
    if (by.id === id) throw failure('own-password-link');
    db.delete(invitations).where(eq(invitations.personId, id)).run();
    const { email, role, clearance } = person;
    const invitation = insertInvitation(by, token, { kind: 'reset', personId: id, email, role, clearance });
    appendAccountChange(journal, by, { what: 'offered-password', accountId: id });
    return invitation;
  }

  function withdrawInvitation(by: Principal, id: string): void {
    const row = requireFound(db.select().from(invitations).where(eq(invitations.id, id)).get(), 'invitation');
    requireClearance(by, row.clearance, 'id');
    db.delete(invitations).where(eq(invitations.id, id)).run();
    appendAccountChange(journal, by, {
      what: 'withdrew-invitation',
      accountId: row.personId ?? id,
      details: { email: row.email },
    });
  }

  /** An invitation works once. @throws AppError 'invalid' at "token" if it is unknown, used or expired */
  function acceptInvitation(
    by: Principal,
    hash: string,
    { name, email, passwordHash }: Acceptance,
    now: number,
  ): { email: string } {
    const row = db.select().from(invitations).where(eq(invitations.hash, hash)).get();
    if (!row || row.expiresAt <= now || (row.kind === 'set-up' && hasAccounts())) {
      throw invalid('token', 'link-used');
    }
    db.delete(invitations).where(eq(invitations.id, row.id)).run();
    if (row.personId !== null) return setPassword(by, row.personId, passwordHash);
    const address = row.email ?? email;
    if (!address) throw invalid('email', 'required');
    if (!name) throw invalid('name', 'required');
    if (findByEmail(address)) throw invalid('token', 'link-used');
    insertPerson(by, { name, email: address, passwordHash }, row);
    return { email: address };
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
    { hash, expiresAt }: InvitationToken,
    more: Pick<typeof invitations.$inferInsert, 'kind' | 'personId' | 'email' | 'role' | 'clearance'>,
  ): Invitation {
    const now = Date.now();
    db.delete(invitations).where(lt(invitations.expiresAt, now)).run();
    const { kind, personId, email, role, clearance } = more;
    const row = { kind, personId, email, role, clearance, id: newUuid(), hash, createdBy: by.id };
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
