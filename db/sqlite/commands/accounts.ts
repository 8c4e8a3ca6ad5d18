import { and, eq, inArray, ne, or, sql } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { Account, AccountInput } from '../../model/access/account';
import type { Principal } from '../../model/access/principal';
import { type AccountReferences, decideAccountUpdate, joinedEntry } from '../../rules/access/accounts';
import { accept } from '../../rules/decision';
import type { NewPerson } from '../../store-accounts';
import type { Db } from '../client';
import { appendAccountChange } from '../journal/account-journal';
import type { JournalTable } from '../journal/journal';
import { findAccount } from '../queries/access/account-rows';
import { credentials, invitations, sessions, users } from '../schema/accounts';
import { principals } from '../schema/reference';
import { requireFound } from './requirements';

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
    const before = findAccount(db, id);
    const decision = accept(decideAccountUpdate(by, before, { version, input }, referencesOf(id)));
    if (decision) {
      db.update(principals)
        .set({ ...input, version: decision.version })
        .where(eq(principals.id, id))
        .run();
      db.update(users).set({ name: input.name, updatedAt: new Date() }).where(eq(users.id, id)).run();
      if (decision.endsSessions) db.delete(sessions).where(eq(sessions.userId, id)).run();
      db.delete(invitations).where(inArray(invitations.id, decision.withdrawnInvitations)).run();
      appendAccountChange(journal, by, decision.entry);
    }
    return requireFound(findAccount(db, id), 'person');
  }

  function referencesOf(id: string): AccountReferences {
    const { role, clearance, isSuspended } = principals;
    const isAnother = and(ne(principals.id, id), eq(principals.kind, 'person'));
    return {
      others: db.select({ role, clearance, isSuspended }).from(principals).where(isAnother).all(),
      invitations: db
        .select()
        .from(invitations)
        .where(or(eq(invitations.personId, id), eq(invitations.createdBy, id)))
        .all(),
    };
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
    const joined = joinedEntry(by, { id, name, email, role, clearance });
    appendAccountChange(journal, joined.by, joined.entry);
  }

  function hasAccounts(): boolean {
    return db.select({ id: users.id }).from(users).limit(1).get() !== undefined;
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
