import { setTimeout as pause } from 'node:timers/promises';
import { systemPrincipal } from '@/db/model/access/principal';
import { failure } from '@/db/model/errors';
import type { Store } from '@/db/store';
import { createSemaphore } from '../semaphore';
import { hashToken } from './tokens';

/** Failed attempts within 15 minutes before further ones are delayed, each twice as long as the previous one. */
const maxPairFailures = 10;
const maxAddressFailures = 100;
/** Failed attempts at one account before all of its attempts are delayed. The owner is delayed but not locked out. */
const delayedAccountFailures = 20;
const delayMillis = 1_000;
const maxDelayMillis = 15_000;
/** Failures respond after a multiple of this, so that the time does not reveal whether an account exists. */
const responseStepMillis = 100;
/** Attempts of one address that may wait beyond its limit; further ones are refused immediately. */
const maxWaiting = 3;
/** Concurrent attempts of one address, and so the number that can exceed its limit before the first has failed. */
const maxConcurrentPerAddress = 4;
/** Concurrent delays of one account: enough that the owner does not wait long behind guesses from many addresses. */
const maxConcurrentPerAccount = 16;

export type Attempts = {
  /**
   * Runs an attempt to sign in and counts it if `isFailure` returns true.
   * @throws AppError 'too-many' if this address has failed too often, and fails again or sends several attempts at once
   */
  attempt<T>(
    who: { address: string; account: string | null },
    run: () => Promise<T>,
    isFailure: (result: T) => boolean,
  ): Promise<T>;
};

/**
 * Slows down guessing. Failures are counted by account and address, by address, and by account, in the database, so that
 * they survive a restart. Successful attempts never count and are never refused because of earlier failures. Concurrent
 * attempts wait for each other: otherwise all of them would be allowed before the first has failed.
 */
export function createAttempts(
  store: Pick<Store, 'countSignInFailures' | 'recordSignInFailure' | 'clearSignInFailures'>,
  onRefused: (address: string) => void,
): Attempts {
  const withPermit = createSemaphore();
  const inFlight = new Map<string, number>();

  return {
    async attempt({ address, account }, run, isFailure) {
      const addressKey = `address ${address}`;
      const accountKey = account === null ? null : `account ${hashToken(account.trim().toLowerCase())}`;
      const pairKey = accountKey === null ? null : `${accountKey} ${address}`;
      const keys = [addressKey, ...(accountKey && pairKey ? [accountKey, pairKey] : [])];

      const refuse = () => {
        onRefused(address);
        return failure('too-many-attempts', { minutes: 15 });
      };
      const readFailures = async () => {
        const counts = await store.countSignInFailures(keys, Date.now());
        const of = (key: string | null) => (key === null ? 0 : (counts.get(key) ?? 0));
        return {
          account: of(accountKey),
          pair: of(pairKey),
          excess: Math.max(of(pairKey) - maxPairFailures, of(addressKey) - maxAddressFailures),
        };
      };
      const attempt = async () => {
        const failures = await readFailures();
        if (failures.excess >= 0 && (inFlight.get(addressKey) ?? 0) > maxWaiting) throw refuse();
        if (failures.excess >= 0) await pause(Math.min(maxDelayMillis, delayMillis * 2 ** failures.excess));
        const began = performance.now();
        const result = await run();
        if (isFailure(result)) {
          await store.recordSignInFailure(systemPrincipal, keys, Date.now());
          await pause(responseStepMillis - ((performance.now() - began) % responseStepMillis));
          if (failures.excess >= 0) throw refuse();
        } else if (accountKey && pairKey && failures.pair > 0) {
          await store.clearSignInFailures(systemPrincipal, [accountKey, pairKey]);
        }
        return result;
      };
      const runInOrder = async () => {
        if (accountKey === null || pairKey === null)
          return withPermit(addressKey, maxConcurrentPerAddress, attempt);
        // One attempt per pair at a time, so that an address has one place in the queue of the account.
        return withPermit(pairKey, 1, async () => {
          const failures = await readFailures();
          if (failures.account >= delayedAccountFailures)
            await withPermit(accountKey, maxConcurrentPerAccount, () => pause(delayMillis));
          return withPermit(addressKey, maxConcurrentPerAddress, attempt);
        });
      };

      const before = inFlight.get(addressKey) ?? 0;
      if (before >= maxWaiting && (await readFailures()).excess >= 0) throw refuse();
      inFlight.set(addressKey, (inFlight.get(addressKey) ?? 0) + 1);
      try {
        return await runInOrder();
      } finally {
        const rest = (inFlight.get(addressKey) ?? 1) - 1;
        if (rest > 0) inFlight.set(addressKey, rest);
        else inFlight.delete(addressKey);
      }
    },
  };
}
