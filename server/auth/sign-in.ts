import { setTimeout as pause } from 'node:timers/promises';
import { systemPrincipal } from '@/db/model/access/principal';
import { AppError } from '@/db/model/errors';
import type { Store } from '@/db/store';
import { createSemaphore } from '../semaphore';
import { hashToken } from './tokens';

/** Failed attempts in a quarter of an hour before the next must wait, each twice as long as the one before. */
const mostOfPair = 10;
const mostOfAddress = 100;
/** From here on attempts at one account wait, whatever their address: its owner is slowed and not shut out. */
const slowOfAccount = 20;
const slowMillis = 1_000;
const slowestMillis = 15_000;
/** What failed is answered at a multiple of this: to look for an account takes longer where there is one. */
const stepMillis = 100;
/** So many wait their turn; those who come meanwhile are refused unheard. */
const mostWaiting = 3;
/** How many attempts of one address run at once: so many may be beyond its limit before that is known. */
const atOnceOfAddress = 4;
/** So many at once, that those who guess from thousands of addresses do not keep the owner waiting for long. */
const atOnceOfAccount = 16;

export type Attempts = {
  /**
   * Runs an attempt to come in and counts it where `isFailure` says that it failed.
   * @throws AppError 'too-many' where this address has failed too often, and fails again or does not wait
   */
  attempt<T>(
    who: { address: string; account: string | null },
    run: () => Promise<T>,
    isFailure: (result: T) => boolean,
  ): Promise<T>;
};

/**
 * Slows guesses: what failed counts by account and address, by address, and by account, in the database, so that
 * a restart forgets none. What succeeds never counts, and passes also where guesses have failed before. Attempts
 * that come together wait for each other: else all of them would be let through before the first has failed.
 */
export function createAttempts(
  store: Pick<Store, 'countSignInFailures' | 'recordSignInFailure' | 'clearSignInFailures'>,
  onRefused: (address: string) => void,
): Attempts {
  const withPermit = createSemaphore();
  const inFlight = new Map<string, number>();

  return {
    async attempt({ address, account }, run, isFailure) {
      const ofAddress = `address ${address}`;
      const own = account === null ? null : `account ${hashToken(account.trim().toLowerCase())}`;
      const pair = own === null ? null : `${own} ${address}`;
      const keys = [ofAddress, ...(own && pair ? [own, pair] : [])];

      const refuse = () => {
        onRefused(address);
        return new AppError('too-many', 'Too many failed attempts: wait 15 minutes and try again.');
      };
      const countFailed = async () => {
        const counts = await store.countSignInFailures(keys, Date.now());
        const of = (key: string | null) => (key === null ? 0 : (counts.get(key) ?? 0));
        return {
          own: of(own),
          pair: of(pair),
          over: Math.max(of(pair) - mostOfPair, of(ofAddress) - mostOfAddress),
        };
      };
      const attempt = async () => {
        const failed = await countFailed();
        if (failed.over >= 0 && (inFlight.get(ofAddress) ?? 0) > mostWaiting) throw refuse();
        if (failed.over >= 0) await pause(Math.min(slowestMillis, slowMillis * 2 ** failed.over));
        const began = performance.now();
        const result = await run();
        if (isFailure(result)) {
          await store.recordSignInFailure(systemPrincipal, keys, Date.now());
          await pause(stepMillis - ((performance.now() - began) % stepMillis));
          if (failed.over >= 0) throw refuse();
        } else if (own && pair && failed.pair > 0) {
          await store.clearSignInFailures(systemPrincipal, [own, pair]);
        }
        return result;
      };
      const takeTurn = async () => {
        if (own === null || pair === null) return withPermit(ofAddress, atOnceOfAddress, attempt);
        // One of a pair at a time, so that an address holds one place among those who wait for the account.
        return withPermit(pair, 1, async () => {
          const failed = await countFailed();
          if (failed.own >= slowOfAccount) await withPermit(own, atOnceOfAccount, () => pause(slowMillis));
          return withPermit(ofAddress, atOnceOfAddress, attempt);
        });
      };

      const before = inFlight.get(ofAddress) ?? 0;
      if (before >= mostWaiting && (await countFailed()).over >= 0) throw refuse();
      inFlight.set(ofAddress, (inFlight.get(ofAddress) ?? 0) + 1);
      try {
        return await takeTurn();
      } finally {
        const rest = (inFlight.get(ofAddress) ?? 1) - 1;
        if (rest > 0) inFlight.set(ofAddress, rest);
        else inFlight.delete(ofAddress);
      }
    },
  };
}
