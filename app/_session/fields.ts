import { minPasswordLength } from '@/db/model/access/account';

/** The server judges it in full: this spares a way there. */
export function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

export function passwordProblem(password: string): 'short' | null {
  return [...password].length < minPasswordLength ? 'short' : null;
}
