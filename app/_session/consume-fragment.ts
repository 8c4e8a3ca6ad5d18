/**
 * Returns the fragment of the address and removes it at once, so that it stays neither in the history nor on screen.
 */
export function consumeFragment(): string | null {
  const given = location.hash.slice(1);
  if (given === '') return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  try {
    return decodeURIComponent(given);
  } catch {
    return null;
  }
}
