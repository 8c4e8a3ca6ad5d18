import { and, eq, ne, sql } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { Account, AccountInput } from '../../model/access/account';
import type { Principal } from '../../model/access/principal';
import { canGrantClearance } from '../../model/access/rights';
import { invalid } from '../../model/errors';
import { isSame } from '../../model/journal/history';
import type { NewPerson } from '../../store-accounts';
import type { Db } from '../client';
import { appendAccountChange } from '../journal/account-journal';
import type { JournalTable } from '../journal/journal';
import { findAccount } from '../queries/account-rows';
import { credentials, invitations, sessions, users } from '../schema/accounts';
import { principals } from '../schema/reference';
import { requireClearance, requireFound, requireVersion } from './requirements';

/** The commands on people. Call each inside one immediate transaction. */
export function createAccountCommands(db: Db, journal: JournalTable) {
  /** Creates the administrator that the settings name; returns false if an account exists already. */
  function createFirstAccount(by: Principal, person: NewPerson): boolean {
    if (hasAccounts()) return false;
    db.delete(invitations).where(eq(invitations.kind, 'set-up')).run();
    insertPerson(by, person, { role: 'admin', clearance: 'red' });
    return true;
  }

  function updateAccount(by: Principal, id: string, version: number, input: AccountInput): Account {
    const before = requireVersion(findAccount(db, id), version, 'person', (row) => row);
    const { name, role, clearance, isSuspended } = before;
    if (isSame({ name, role, clearance, isSuspended }, input)) return before;
    requireClearance(by, before.clearance, 'id');
    requireClearance(by, input.clearance, 'clearance');
    if (hasAllRights(before) && !hasAllRights(input) && !isAnotherWithAllRights(id)) {
      const path = input.role === 'admin' && !input.isSuspended ? 'clearance' : 'role';
      throw invalid(path, 'last-administrator');
    }
    db.update(principals)
      .set({ ...input, version: version + 1 })
      .where(eq(principals.id, id))
      .run();
    db.update(users).set({ name: input.name, updatedAt: new Date() }).where(eq(users.id, id)).run();
    // Also when a suspension ends: a session that was opened just as it began must not become valid.
    if (input.isSuspended !== before.isSuspended) db.delete(sessions).where(eq(sessions.userId, id)).run();
    withdrawInvitationsAfter(id, input);
    appendAccountChange(journal, by, {
      what: 'changed-rights',
      accountId: id,
      version: version + 1,
      details: { before: { name, role, clearance, isSuspended }, after: input },
    });
    return requireFound(findAccount(db, id), 'person');
  }

  /**
   * Withdraws invitations after a change of rights: those for the person, whose clearance may now be above that of
   * the invitation's creator, and those by the person that they could no longer create. With the latter, a person who
   * lost their rights could return under another name.
   */
  function withdrawInvitationsAfter(id: string, rights: AccountInput): void {
    db.delete(invitations).where(eq(invitations.personId, id)).run();
    for (const invitation of db.select().from(invitations).where(eq(invitations.createdBy, id)).all()) {
      const isAllowed = !rights.isSuspended && canGrantClearance(rights, invitation.clearance);
      if (!isAllowed) db.delete(invitations).where(eq(invitations.id, invitation.id)).run();
    }
  }

  function insertPerson(
    by: Principal,
    { name, email, passwordHash }: NewPerson,
    { role, clearance }: Pick<Principal, 'role' | 'clearance'>,
  ): void {
    const [id, now] = [newUuid(), new Date()];
    db.insert(principals).values({ id, kind: 'person', name, role, clearance }).run();
    db.insert(users).values({ id, name, email, emailVerified: true, createdAt: now, updatedAt: now }).run();
    db.insert(credentials)
      .values({
        id: newUuid(),
        accountId: id,
        providerId: 'credential',
        userId: id,
        password: passwordHash,
        createdAt: now,
        updatedAt: now,
      })
      .run();
    const author = by.kind === 'system' ? { id } : by;
    appendAccountChange(journal, author, {
      what: 'joined',
      accountId: id,
      details: { name, email, role, clearance },
    });
  }

  function hasAccounts(): boolean {
    return db.select({ id: users.id }).from(users).limit(1).get() !== undefined;
  }

  function isAnotherWithAllRights(id: string): boolean {
    const others = and(
      ne(principals.id, id),
      eq(principals.role, 'admin'),
      eq(principals.clearance, 'red'),
      eq(principals.kind, 'person'),
      eq(principals.isSuspended, false),
    );
    return db.select({ id: principals.id }).from(principals).where(others).limit(1).get() !== undefined;
  }

  function findByEmail(email: string): { id: string } | undefined {
    return db.select({ id: users.id }).from(users).where(sql`${users.email} = ${email}`).get();
  }

  return {
    createFirstAccount,
    updateAccount,
    hasAccounts,
    findByEmail,
    insertPerson,
  };
}

export type AccountCommands = ReturnType<typeof createAccountCommands>;

/** Can this person grant every right? Without such a person, nobody could be cleared for red again. */
function hasAllRights({
  role,
  clearance,
  isSuspended,
}: Pick<Account, 'role' | 'clearance' | 'isSuspended'>): boolean {
  return role === 'admin' && clearance === 'red' && !isSuspended;
}
