import { minPasswordLength } from '@/db/model/access/account';

/** A quick check that saves a request; the server validates in full. */
export function isEmailAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

export function passwordProblem(password: string): 'short' | null {
  return [...password].length < minPasswordLength ? 'short' : null;
}
