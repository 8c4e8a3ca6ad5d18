const maxLength = 2000;

/**
 * Where to go after signing in: `next` if it is a path of this site, otherwise "/". Browsers treat "\" as "/" and
 * ignore control characters, so "/\elsewhere" would lead to another site (CVE-2026-10856).
 */
export function localPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > maxLength || !/^\/(?![/\\])[!-~]*$/.test(next)) return '/';
  if (next.includes('\\') || !isPlain(next.split(/[?#]/, 1)[0] ?? '')) return '/';
  const { origin, pathname, search, hash } = new URL(next, base);
  return origin === base && isPlain(pathname) ? `${pathname}${search}${hash}` : '/';
}

const base = 'http://localhost';

/** Whether a path is still a path after decoding and resolving its dots, and is not a sign-in page. */
function isPlain(path: string): boolean {
  try {
    const decoded = decodeURIComponent(path);
    return !/^\/[/\\]|[\\\p{Cc}]/u.test(decoded) && !/^\/(?:sign-in|join)(?:\/|$)/.test(decoded);
  } catch {
    return false;
  }
}
