const year = 31_536_000;

type Preference = 'locale' | 'tz' | 'theme' | 'clocks' | 'density' | 'markings' | 'side' | 'view';

/** Whether `document.cookie` holds exactly this preference. One name may end with another: "xtz". */
export function hasCookie(cookies: string, name: Preference, value: string): boolean {
  return cookies.split('; ').includes(`${name}=${encodeURIComponent(value)}`);
}

/** The value of this preference in `document.cookie`; null if it is not set. */
export function readCookie(cookies: string, name: Preference): string | null {
  const found = cookies.split('; ').find((one) => one.startsWith(`${name}=`));
  return found === undefined ? null : decodeURIComponent(found.slice(name.length + 1)) || null;
}

/** Stores a preference for a year, for this site only; null deletes it. */
export function setPreferenceCookie(name: Preference, value: string | null): void {
  const age = value === null ? 0 : year;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR and on plain HTTP
  document.cookie = `${name}=${encodeURIComponent(value ?? '')}; Path=/; Max-Age=${age}; SameSite=Lax`;
}
