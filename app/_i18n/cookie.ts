const year = 31_536_000;

/** Keeps a preference for a year, for this site alone; null forgets it. */
export function keepCookie(name: 'locale' | 'tz' | 'theme', value: string | null): void {
  const age = value === null ? 0 : year;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR and on plain HTTP
  document.cookie = `${name}=${encodeURIComponent(value ?? '')}; Path=/; Max-Age=${age}; SameSite=Lax`;
}
