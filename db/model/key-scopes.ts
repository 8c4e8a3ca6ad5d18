import type { KeyScope } from './words';

/** What is said of a key's scopes: `write` reads too. */
export function shownScopes(scopes: readonly KeyScope[]): KeyScope[] {
  return scopes.filter((scope) => scope !== 'read' || !scopes.includes('write'));
}
