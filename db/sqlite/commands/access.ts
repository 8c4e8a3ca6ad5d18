import { and, count, eq, like, lt, sql } from 'drizzle-orm';
import { newUuid } from '../../ids';
import { type ApiKey, type KeyInput, mostKeys } from '../../model/access/account';
import type { Principal } from '../../model/access/principal';
import { hasRole, lowerClearance } from '../../model/access/rights';
import { AppError, invalid, notFound } from '../../model/errors';
import { dayMillis } from '../../model/values/moment';
import type { AccessNote, NewKey } from '../../store-accounts';
import type { Db } from '../client';
import { noteAccess } from '../journal/account-journal';
import type { JournalTable } from '../journal/journal';
import { selectKeys } from '../queries/account-rows';
import {
  apiKeys,
  invitations,
  secondFactors,
  sessions,
  signInFailures,
  verifications,
} from '../schema/accounts';
import { principals } from '../schema/reference';
import { found, refuseAbove } from './refusals';

/** How long failed sign-ins count (ms). */
export const failureMillis = 15 * 60_000;
/** How long an authenticator's code is accepted: its half minute, the one before and the one after (ms). */
const codeMillis = 90_000;

/** The commands on what people and programs come in by: sessions, keys, and failed attempts. */
export function createAccessCommands(db: Db, journal: JournalTable) {
  function endSession(by: Principal, id: string): void {
    const own = and(eq(sessions.id, id), eq(sessions.userId, by.id));
    if (db.delete(sessions).where(own).run().changes === 0) throw notFound('session');
    noteAccess(journal, by, { what: 'ended-session', accountId: by.id });
  }

  /** Signs a person out everywhere; answers how many sessions ended. */
  function endSessions(by: Principal): number {
    const { changes } = db.delete(sessions).where(eq(sessions.userId, by.id)).run();
    noteAccess(journal, by, { what: 'signed-out-everywhere', accountId: by.id, details: { ended: changes } });
    return changes;
  }

  function createKey(by: Principal, { name, scopes, clearance, days }: KeyInput, key: NewKey): ApiKey {
    if (by.kind !== 'person')
      throw new AppError('forbidden', 'Sign in to create a key: a program cannot have keys of its own.');
    const held = db.select({ n: count() }).from(apiKeys).where(eq(apiKeys.ownerId, by.id)).get()?.n ?? 0;
    if (held >= mostKeys)
      throw invalid(
        'name',
        `Revoke a key first: one person may have ${mostKeys}, with those that have expired`,
      );
    const [id, now] = [newUuid(), Date.now()];
    const expiresAt = now + days * dayMillis;
    const scope = scopes.includes('write') ? 'write' : 'read';
    const readsRed = scopes.includes('red');
    const capped = lowerClearance(clearance, by.clearance);
    db.insert(principals)
      .values({ id, kind: 'key', name, role: scope === 'read' ? 'viewer' : 'analyst', clearance: capped })
      .run();
    db.insert(apiKeys)
      .values({ id, ownerId: by.id, scope, readsRed, createdAt: now, expiresAt, ...key })
      .run();
    noteAccess(journal, by, {
      what: 'made-key',
      accountId: id,
      details: { name, scopes, clearance: capped, expiresAt: new Date(expiresAt).toISOString() },
    });
    return found(selectKeys(db, eq(apiKeys.id, id), 1)[0], 'key');
  }

  /** The principal stays: records name it. */
  function revokeKey(by: Principal, id: string): void {
    const row = db
      .select({ ownerId: apiKeys.ownerId, clearance: principals.clearance })
      .from(apiKeys)
      .innerJoin(principals, eq(principals.id, apiKeys.ownerId))
      .where(eq(apiKeys.id, id))
      .get();
    if (!row || (row.ownerId !== by.id && !hasRole(by, 'admin'))) throw notFound('key');
    if (row.ownerId !== by.id) refuseAbove(by, row.clearance, 'id');
    db.delete(apiKeys).where(eq(apiKeys.id, id)).run();
    noteAccess(journal, by, { what: 'revoked-key', accountId: id });
  }

  function note(by: Pick<Principal, 'id'>, entry: AccessNote): void {
    noteAccess(journal, by, entry);
  }

  /** better-auth keeps them under this name for ten minutes, whatever becomes of the password meanwhile. */
  function endHalfSignIns(by: Principal): void {
    db.delete(verifications)
      .where(and(eq(verifications.value, by.id), like(verifications.identifier, '2fa-%')))
      .run();
  }

  /** Marks a code of a person's second factor as used (RFC 6238, 5.2); false where it was used before. */
  function takeCode(_by: Principal, personId: string, code: string, now: number): boolean {
    const ofPerson = eq(secondFactors.userId, personId);
    const row = db.select({ used: secondFactors.usedCodes }).from(secondFactors).where(ofPerson).get();
    if (!row) return false;
    const recent = row.used.filter(({ at }) => at + codeMillis >= now);
    if (recent.some((used) => used.code === code)) return false;
    db.update(secondFactors)
      .set({ usedCodes: [...recent, { code, at: now }] })
      .where(ofPerson)
      .run();
    return true;
  }

  /** Counts a failed sign-in under each of these names. */
  function countFailure(_by: Principal, keys: readonly string[], now: number): void {
    const since = now - failureMillis;
    db.delete(signInFailures).where(lt(signInFailures.since, since)).run();
    for (const key of keys) {
      db.insert(signInFailures)
        .values({ key, count: 1, since: now })
        .onConflictDoUpdate({ target: signInFailures.key, set: { count: sql`${signInFailures.count} + 1` } })
        .run();
    }
  }

  function forgetFailures(_by: Principal, keys: readonly string[]): void {
    for (const key of keys) db.delete(signInFailures).where(eq(signInFailures.key, key)).run();
  }

  /** Puts away what has run out: sessions, ceremonies of signing in, links and counts of failures. */
  function tidyAccess(_by: Principal, now: number): void {
    const moment = new Date(now);
    db.delete(sessions).where(lt(sessions.expiresAt, moment)).run();
    db.delete(verifications).where(lt(verifications.expiresAt, moment)).run();
    db.delete(invitations).where(lt(invitations.expiresAt, now)).run();
    db.delete(signInFailures)
      .where(lt(signInFailures.since, now - failureMillis))
      .run();
  }

  return {
    tidyAccess,
    endSession,
    endSessions,
    endHalfSignIns,
    createKey,
    revokeKey,
    note,
    takeCode,
    countFailure,
    forgetFailures,
  };
}
