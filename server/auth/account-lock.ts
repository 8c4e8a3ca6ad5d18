import { createMutex } from '../semaphore';

export type AccountLock = <T>(email: string | null, task: () => Promise<T>) => Promise<T>;

/**
 * Runs tasks that set how a person signs in one after the other for each e-mail address; null is an address without
 * an account. better-auth reads the session and the password first and writes later: a change of password that began
 * in a stolen session would otherwise overwrite the password that a link has set in the meantime.
 */
export function createAccountLock(): AccountLock {
  const runExclusive = createMutex();
  return (email, task) => (email === null ? task() : runExclusive(email, task));
}
