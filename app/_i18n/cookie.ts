const year = 31_536_000;

type Preference = 'locale' | 'tz' | 'theme' | 'clocks';

/** Does the text of `document.cookie` hold this very preference? A name may end in another: "xtz". */
export function hasCookie(cookies: string, name: Preference, value: string): boolean {
  return cookies.split('; ').includes(`${name}=${encodeURIComponent(value)}`);
}

/** Keeps a preference for a year, for this site alone; null forgets it. */
export function keepCookie(name: Preference, value: string | null): void {
  const age = value === null ? 0 : year;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR and on plain HTTP
  document.cookie = `${name}=${encodeURIComponent(value ?? '')}; Path=/; Max-Age=${age}; SameSite=Lax`;
}
