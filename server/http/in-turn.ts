import { createSemaphore } from '../auth/semaphore';

export type InTurn = <T>(account: string | null, task: () => Promise<T>) => Promise<T>;

/**
 * Runs what sets how somebody signs in one after the other, by his e-mail address; null is nobody yet. better-auth
 * looks at the session and the password first and writes later: what whoever has found a session open began before
 * a link set a new password would else come after it, and stand in its place.
 */
export function createInTurn(): InTurn {
  const withPermit = createSemaphore();
  return (account, task) => (account === null ? task() : withPermit(account, 1, task));
}
