import { createMutex } from '../semaphore';

export type AccountLock = <T>(email: string | null, task: () => Promise<T>) => Promise<T>;

/**
 * A mutex per e-mail address for tasks that change how a person signs in; null runs without a lock. better-auth reads
 * the session and the password first and writes later: otherwise a change of password from a stolen session could
 * overwrite the password that was set by a link in the meantime.
 */
export function createAccountLock(): AccountLock {
  const runExclusive = createMutex();
  return (email, task) => (email === null ? task() : runExclusive(email, task));
}
