import { and, eq, lt, ne, sql } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { Account, AccountInput, Invitation, InvitationInput } from '../../model/access/account';
import type { Principal } from '../../model/access/principal';
import { mayClear } from '../../model/access/rights';
import { AppError, invalid } from '../../model/errors';
import { isSame } from '../../model/journal/history';
import type { Accepted, Newcomer, NewLink } from '../../store-accounts';
import type { Db } from '../client';
import { noteAccess } from '../journal/account-journal';
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
import { principals } from '../schema/reference';
import { atVersion, found, refuseAbove } from './refusals';

/** The commands on people and the links that let them in; each inside one immediate transaction. */
export function createAccountCommands(db: Db, journal: JournalTable) {
  /** The first administrator, where the settings name one; false where somebody has an account already. */
  function createFirstAccount(by: Principal, newcomer: Newcomer): boolean {
    if (hasPeople()) return false;
    db.delete(invitations).where(eq(invitations.kind, 'set-up')).run();
    insertPerson(by, newcomer, { role: 'admin', clearance: 'red' });
    return true;
  }

  /** A link for the first administrator in the place of an earlier one; false where one is not needed. */
  function offerSetUp(by: Principal, link: NewLink): boolean {
    if (hasPeople()) return false;
    db.delete(invitations).where(eq(invitations.kind, 'set-up')).run();
    insertLink(by, link, { kind: 'set-up', email: null, personId: null, role: 'admin', clearance: 'red' });
    return true;
  }

  function invite(by: Principal, input: InvitationInput, link: NewLink): Invitation {
    refuseAbove(by, input.clearance, 'clearance');
    if (!hasPeople())
      throw new AppError(
        'forbidden',
        'Create the first administrator first, with the link that was printed at the start.',
      );
    if (findByEmail(input.email)) throw invalid('email', 'This person already has an account');
    const earlier = and(eq(invitations.kind, 'join'), eq(invitations.email, input.email));
    for (const { clearance } of db.select().from(invitations).where(earlier).all())
      refuseAbove(by, clearance, 'email');
    db.delete(invitations).where(earlier).run();
    const made = insertLink(by, link, { kind: 'join', personId: null, ...input });
    noteAccess(journal, by, { what: 'invited', accountId: made.id, details: input });
    return made;
  }

  /**
   * A link by which somebody who lost his password or second factor sets a new password. For himself nobody makes
   * one: whoever has found his session open would keep the account by it.
   */
  function offerReset(by: Principal, id: string, link: NewLink): Invitation {
    const person = found(findAccount(db, id), 'person');
    refuseAbove(by, person.clearance, 'id');
    if (by.id === id)
      throw new AppError(
        'forbidden',
        'Change your own password under Account, or ask another administrator.',
      );
    db.delete(invitations).where(eq(invitations.personId, id)).run();
    const { email, role, clearance } = person;
    const made = insertLink(by, link, { kind: 'reset', personId: id, email, role, clearance });
    noteAccess(journal, by, { what: 'offered-password', accountId: id });
    return made;
  }

  function withdrawInvitation(by: Principal, id: string): void {
    const row = found(db.select().from(invitations).where(eq(invitations.id, id)).get(), 'invitation');
    refuseAbove(by, row.clearance, 'id');
    db.delete(invitations).where(eq(invitations.id, id)).run();
    noteAccess(journal, by, {
      what: 'withdrew-invitation',
      accountId: row.personId ?? id,
      details: { email: row.email },
    });
  }

  /** Uses up a link. @throws AppError 'invalid' at "token" where it is unknown, used or too old */
  function acceptInvitation(
    by: Principal,
    hash: string,
    { name, email, passwordHash }: Accepted,
    now: number,
  ): { email: string } {
    const row = db.select().from(invitations).where(eq(invitations.hash, hash)).get();
    if (!row || row.expiresAt <= now || (row.kind === 'set-up' && hasPeople())) {
      throw invalid('token', 'This link has been used or has expired: ask for a new one');
    }
    db.delete(invitations).where(eq(invitations.id, row.id)).run();
    if (row.personId !== null) return setPassword(by, row.personId, passwordHash);
    const address = row.email ?? email;
    if (!address) throw invalid('email', 'Give your e-mail address');
    if (!name) throw invalid('name', 'Give your name');
    if (findByEmail(address))
      throw invalid('token', 'This link has been used or has expired: ask for a new one');
    insertPerson(by, { name, email: address, passwordHash }, row);
    return { email: address };
  }

  /** Whoever lost what he signs in with, perhaps to somebody, starts with the new password alone. */
  function setPassword(by: Principal, id: string, passwordHash: string): { email: string } {
    const { email, version } = found(findAccount(db, id), 'person');
    db.update(credentials)
      .set({ password: passwordHash, updatedAt: new Date() })
      .where(eq(credentials.userId, id))
      .run();
    db.delete(secondFactors).where(eq(secondFactors.userId, id)).run();
    db.delete(passkeys).where(eq(passkeys.userId, id)).run();
    db.delete(apiKeys).where(eq(apiKeys.ownerId, id)).run();
    db.update(users).set({ twoFactorEnabled: false }).where(eq(users.id, id)).run();
    db.delete(sessions).where(eq(sessions.userId, id)).run();
    // Made by whoever had his session, they would let him in again, or into the account of a colleague.
    db.delete(invitations).where(eq(invitations.createdBy, id)).run();
    noteAccess(journal, { ...by, id }, { what: 'set-password-by-link', accountId: id, version });
    return { email };
  }

  function updateAccount(by: Principal, id: string, version: number, input: AccountInput): Account {
    const before = atVersion(findAccount(db, id), version, 'person', (row) => row);
    const { name, role, clearance, isSuspended } = before;
    if (isSame({ name, role, clearance, isSuspended }, input)) return before;
    refuseAbove(by, before.clearance, 'id');
    refuseAbove(by, input.clearance, 'clearance');
    if (leads(before) && !leads(input) && !hasOtherLeader(id)) {
      const path = input.role === 'admin' && !input.isSuspended ? 'clearance' : 'role';
      throw invalid(path, 'Make somebody else an administrator first, cleared for red: Chancery needs one');
    }
    db.update(principals)
      .set({ ...input, version: version + 1 })
      .where(eq(principals.id, id))
      .run();
    db.update(users).set({ name: input.name, updatedAt: new Date() }).where(eq(users.id, id)).run();
    // Also on the way back: one that was opened in the moment of the suspension must not wake.
    if (input.isSuspended !== before.isSuspended) db.delete(sessions).where(eq(sessions.userId, id)).run();
    withdrawLinksAfter(id, input);
    noteAccess(journal, by, {
      what: 'changed-rights',
      accountId: id,
      version: version + 1,
      details: { before: { name, role, clearance, isSuspended }, after: input },
    });
    return found(findAccount(db, id), 'person');
  }

  /**
   * Links outlive the rights by which they were made: one to a person who may have been raised above its maker, and
   * those by which one who was taken his rights would come back under another name.
   */
  function withdrawLinksAfter(id: string, now: AccountInput): void {
    db.delete(invitations).where(eq(invitations.personId, id)).run();
    const mayStand = (clearance: Principal['clearance']) => !now.isSuspended && mayClear(now, clearance);
    for (const link of db.select().from(invitations).where(eq(invitations.createdBy, id)).all()) {
      if (!mayStand(link.clearance)) db.delete(invitations).where(eq(invitations.id, link.id)).run();
    }
  }

  function insertPerson(
    by: Principal,
    { name, email, passwordHash }: Newcomer,
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
    noteAccess(journal, author, { what: 'joined', accountId: id, details: { name, email, role, clearance } });
  }

  function insertLink(
    by: Principal,
    { hash, expiresAt }: NewLink,
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

  function hasPeople(): boolean {
    return db.select({ id: users.id }).from(users).limit(1).get() !== undefined;
  }

  function hasOtherLeader(id: string): boolean {
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
    offerSetUp,
    invite,
    offerReset,
    withdrawInvitation,
    acceptInvitation,
    updateAccount,
  };
}

/** Who may give every right: without one, nobody could ever be cleared for red again. */
function leads({
  role,
  clearance,
  isSuspended,
}: Pick<Account, 'role' | 'clearance' | 'isSuspended'>): boolean {
  return role === 'admin' && clearance === 'red' && !isSuspended;
}
