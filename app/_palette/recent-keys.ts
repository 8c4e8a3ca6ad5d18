const maxRecent = 6;

const nameOf = (viewer: string) => `palette:${viewer}`;

/**
 * The keys of what this person last chose in this browser, the last first. Titles are not kept: they may be marked,
 * and a person may have lost the right to read them.
 */
export function recentKeys(viewer: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(viewer)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, maxRecent) : [];
  } catch {
    return [];
  }
}

export function rememberKey(viewer: string, key: string): void {
  const keys = [key, ...recentKeys(viewer).filter((one) => one !== key)].slice(0, maxRecent);
  try {
    localStorage.setItem(nameOf(viewer), JSON.stringify(keys));
  } catch {
    // Without storage nothing is remembered.
  }
}
