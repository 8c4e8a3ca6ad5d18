/** What stands behind the # of the address, which it is taken out of at once: neither history nor eyes keep it. */
export function takeHash(): string | null {
  const given = location.hash.slice(1);
  if (given === '') return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  try {
    return decodeURIComponent(given);
  } catch {
    return null;
  }
}
