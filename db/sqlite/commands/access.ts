import { and, count, eq, like, lt, ne, sql } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { ApiKey, KeyInput } from '../../model/access/account';
import type { Principal } from '../../model/access/principal';
import { notFound } from '../../model/errors';
import type { AccessLogEntry } from '../../rules/access/access-entry';
import { decideKey, decideKeyAct } from '../../rules/access/keys';
import { decideOneTimeCode, signInFailureMillis } from '../../rules/access/sign-in';
import { accept } from '../../rules/decision';
import type { NewKey } from '../../store-accounts';
import type { Db } from '../client';
import { appendAccountChange } from '../journal/account-journal';
import type { JournalTable } from '../journal/journal';
import { findOwnedKey, selectKeys } from '../queries/access/account-rows';
import {
  apiKeys,
  invitations,
  secondFactors,
  sessions,
  signInFailures,
  verifications,
} from '../schema/accounts';
import { principals } from '../schema/reference';
import { requireFound } from './requirements';

/** The commands on sessions, API keys, one-time codes and failed sign-ins. */
export function createAccessCommands(db: Db, journal: JournalTable) {
  function endSession(by: Principal, id: string): void {
    const own = and(eq(sessions.id, id), eq(sessions.userId, by.id));
    if (db.delete(sessions).where(own).run().changes === 0) throw notFound('session');
    appendAccountChange(journal, by, { what: 'ended-session', accountId: by.id });
  }

  /** Ends all sessions of a person; returns how many. */
  function endSessions(by: Principal): number {
    const { changes } = db.delete(sessions).where(eq(sessions.userId, by.id)).run();
    appendAccountChange(journal, by, {
      what: 'signed-out-everywhere',
      accountId: by.id,
      details: { ended: changes },
    });
    return changes;
  }

  function createKey(by: Principal, input: KeyInput, key: NewKey): ApiKey {
    const [id, now] = [newUuid(), Date.now()];
    const keyCount = db.select({ n: count() }).from(apiKeys).where(eq(apiKeys.ownerId, by.id)).get()?.n ?? 0;
    const decision = accept(decideKey(by, id, input, now, { keyCount }));
    db.insert(principals).values(decision.principal).run();
    db.insert(apiKeys)
      .values({ ...decision.key, createdAt: now, ...key })
      .run();
    appendAccountChange(journal, by, decision.entry);
    return requireFound(selectKeys(db, eq(apiKeys.id, id), 1)[0], 'key');
  }

  /** Deletes the key but not its principal, which records reference. */
  function revokeKey(by: Principal, id: string): void {
    const entry = accept(decideKeyAct(by, findOwnedKey(db, id, 'key'), 'revoked-key'));
    db.delete(apiKeys).where(eq(apiKeys.id, id)).run();
    appendAccountChange(journal, by, entry);
  }

  function logAccess(by: Pick<Principal, 'id'>, entry: AccessLogEntry): void {
    appendAccountChange(journal, by, entry);
  }

  /** better-auth stores pending sign-ins under this name for ten minutes, even if the password changes meanwhile. */
  function endOtherSignIns(by: Principal, session: string | null): void {
    const isOther = session === null ? undefined : ne(sessions.id, session);
    db.delete(sessions)
      .where(and(eq(sessions.userId, by.id), isOther))
      .run();
    db.delete(verifications)
      .where(and(eq(verifications.value, by.id), like(verifications.identifier, '2fa-%')))
      .run();
  }

  /** Marks a one-time code as used; returns false if it was used before. */
  function consumeOneTimeCode(_by: Principal, personId: string, code: string, now: number): boolean {
    const ofPerson = eq(secondFactors.userId, personId);
    const row = db.select({ used: secondFactors.usedCodes }).from(secondFactors).where(ofPerson).get();
    if (!row) return false;
    const usedCodes = decideOneTimeCode(row.used, code, now);
    if (!usedCodes) return false;
    db.update(secondFactors).set({ usedCodes }).where(ofPerson).run();
    return true;
  }

  /** Counts a failed sign-in under each of these keys. */
  function recordSignInFailure(_by: Principal, keys: readonly string[], now: number): void {
    const since = now - signInFailureMillis;
    db.delete(signInFailures).where(lt(signInFailures.since, since)).run();
    for (const key of keys) {
      db.insert(signInFailures)
        .values({ key, count: 1, since: now })
        .onConflictDoUpdate({ target: signInFailures.key, set: { count: sql`${signInFailures.count} + 1` } })
        .run();
    }
  }

  function clearSignInFailures(_by: Principal, keys: readonly string[]): void {
    for (const key of keys) db.delete(signInFailures).where(eq(signInFailures.key, key)).run();
  }

  /** Deletes expired sessions, pending sign-ins, invitations and failure counts. */
  function deleteExpiredAccess(_by: Principal, now: number): void {
    const moment = new Date(now);
    db.delete(sessions).where(lt(sessions.expiresAt, moment)).run();
    db.delete(verifications).where(lt(verifications.expiresAt, moment)).run();
    db.delete(invitations).where(lt(invitations.expiresAt, now)).run();
    db.delete(signInFailures)
      .where(lt(signInFailures.since, now - signInFailureMillis))
      .run();
  }

  return {
    deleteExpiredAccess,
    endSession,
    endSessions,
    endOtherSignIns,
    createKey,
    revokeKey,
    logAccess,
    consumeOneTimeCode,
    recordSignInFailure,
    clearSignInFailures,
  };
}
