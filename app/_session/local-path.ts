const longest = 2000;

/**
 * Where to go after signing in: `next` where it is a path of this site, else "/". Browsers read "\" as "/" and pass
 * over control characters, so that "/\elsewhere" would lead elsewhere (CVE-2026-10856).
 */
export function localPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > longest || !/^\/(?![/\\])[!-~]*$/.test(next)) return '/';
  if (next.includes('\\') || !isPlain(next.split(/[?#]/, 1)[0] ?? '')) return '/';
  const { origin, pathname, search, hash } = new URL(next, base);
  return origin === base && isPlain(pathname) ? `${pathname}${search}${hash}` : '/';
}

const base = 'http://localhost';

/** A path that stays one when it is decoded or its dots are resolved, and is no page of coming in. */
function isPlain(path: string): boolean {
  try {
    const decoded = decodeURIComponent(path);
    return !/^\/[/\\]|[\\\p{Cc}]/u.test(decoded) && !/^\/(?:sign-in|join)(?:\/|$)/.test(decoded);
  } catch {
    return false;
  }
}
