import { type KeyScope, keyScopes } from '@/db/model/words';

/** The scopes to show: `write` includes `read`. */
export function displayedScopes(scopes: readonly KeyScope[]): KeyScope[] {
  return scopes.filter((scope) => scope !== 'read' || !scopes.includes('write'));
}

/** All scopes of a key, in order; every key has `read`. */
export function scopesOf({ write, red }: { write: boolean; red: boolean }): KeyScope[] {
  const isGiven = { read: true, write, red };
  return keyScopes.filter((one) => isGiven[one]);
}
