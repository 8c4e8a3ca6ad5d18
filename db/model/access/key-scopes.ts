import { type KeyScope, keyScopes } from '@/db/model/words';

/** What is said of a key's scopes: `write` reads too. */
export function displayedScopes(scopes: readonly KeyScope[]): KeyScope[] {
  return scopes.filter((scope) => scope !== 'read' || !scopes.includes('write'));
}

/** All scopes of a key, in their order: every key reads. */
export function scopesOf({ write, red }: { write: boolean; red: boolean }): KeyScope[] {
  const isGiven = { read: true, write, red };
  return keyScopes.filter((one) => isGiven[one]);
}
