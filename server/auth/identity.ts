import type { IncomingHttpHeaders } from 'node:http';
import { localPrincipal, type Principal } from '@/db/model/access/principal';
import { failure } from '@/db/model/errors';
import type { Store } from '@/db/store';
import type { Authentication } from '@/db/store-accounts';
import { hashToken, openCookie } from './tokens';

type AnyHeaders = Headers | IncomingHttpHeaders;

type Finder = () => Promise<Authentication | null>;

export type Identity = {
  /** Authenticates a request by its API key or session cookie; null if it has none that is valid. */
  find(headers: AnyHeaders): Promise<Authentication | null>;
  /**
   * A lookup of the current principal of a live connection, by its headers or the key of its handshake. It is cheap
   * enough to be called for each frame.
   */
  createLookup(headers: AnyHeaders, key: string | undefined): () => Promise<Principal | null>;
  /** May users of this machine act without an account? True until the first account exists. */
  allowsLocalAccess(): Promise<boolean>;
  /** As `find`. @throws AppError 'unauthenticated' if the request has none that is valid */
  authenticate(headers: AnyHeaders): Promise<Authentication>;
  /** @throws AppError 'unauthenticated' */
  principalOf(headers: AnyHeaders): Promise<Principal>;
};

const localAuthentication: Authentication = {
  principal: localPrincipal,
  session: null,
  expiresAt: Number.MAX_SAFE_INTEGER,
};

/** The prefix of the session cookie's name. With TLS it binds the cookie to the host (RFC 6265bis, 4.1.3.2). */
export function cookiePrefix(publicUrl: URL): string {
  return publicUrl.protocol === 'https:' ? '__Host-chancery' : 'chancery';
}

/**
 * The cookie of a wall display. It is sent to the paths that the wall uses and to no other page, which is why its name
 * has no __Host- prefix: that would demand the path "/".
 */
export function displayCookie(publicUrl: URL): { name: string; paths: readonly string[]; isSecure: boolean } {
  const isSecure = publicUrl.protocol === 'https:';
  return {
    name: `${isSecure ? '__Secure-' : ''}chancery.display`,
    paths: ['/wall', '/api', '/socket.io'],
    isSecure,
  };
}

/**
 * Finds the principal of a request with one indexed lookup and without better-auth. Until the first account exists, and
 * while only this machine can reach the program, every request acts as the local principal.
 */
export function createIdentity(
  store: Pick<Store, 'authenticate' | 'hasAccounts'>,
  { publicUrl, secret, isLoopback }: { publicUrl: URL; secret: string; isLoopback: boolean },
): Identity {
  const cookie = `${cookiePrefix(publicUrl)}.session_token`;
  const display = displayCookie(publicUrl).name;
  const finders = new WeakMap<AnyHeaders, Finder>();

  function find(headers: AnyHeaders): Promise<Authentication | null> {
    return finder(headers)();
  }

  /** Cached, because the headers of a request are needed several times and parsing the cookie is the costly part. */
  function finder(headers: AnyHeaders): Finder {
    const known = finders.get(headers) ?? createFinder(headers);
    finders.set(headers, known);
    return known;
  }

  function createFinder(headers: AnyHeaders): Finder {
    // With a key the cookie is ignored: a request with an expired key must not act as the owner of the cookie.
    const key = headerOf(headers, 'x-api-key');
    if (key !== null) return bySecret('key', key);
    const cookies = headerOf(headers, 'cookie') ?? '';
    const value = cookieOf(cookies, cookie);
    const token = value === null ? null : openCookie(value, secret);
    // With a session the display is ignored: a board whose session has ended must not go on as the display.
    if (token !== null)
      return async () => (await store.authenticate('session', token, Date.now())) ?? authenticateLocal();
    // An API key is refused here: a site of the same domain can set this cookie, and what people log would be
    // written with its key.
    const displayKey = cookieOf(cookies, display);
    return displayKey === null ? authenticateLocal : bySecret('display', displayKey);
  }

  async function authenticate(headers: AnyHeaders): Promise<Authentication> {
    const authentication = await find(headers);
    if (authentication) return authentication;
    throw failure('sign-in-needed');
  }

  async function allowsLocalAccess(): Promise<boolean> {
    return isLoopback && !(await store.hasAccounts());
  }

  async function authenticateLocal(): Promise<Authentication | null> {
    return (await allowsLocalAccess()) ? localAuthentication : null;
  }

  function bySecret(kind: 'key' | 'display', secret: string): Finder {
    const hash = hashToken(secret);
    return () => store.authenticate(kind, hash, Date.now());
  }

  return {
    find,
    allowsLocalAccess,
    createLookup(headers, key) {
      const findNow = key === undefined ? finder(headers) : bySecret('key', key);
      return async () => (await findNow())?.principal ?? null;
    },
    authenticate,
    principalOf: async (headers) => (await authenticate(headers)).principal,
  };
}

function headerOf(headers: AnyHeaders, name: string): string | null {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof value === 'string' ? value : null;
}

export function cookieOf(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key = '', value = ''] = part.split('=', 2);
    if (key.trim() !== name) continue;
    try {
      return decodeURIComponent(value.trim());
    } catch {
      return null;
    }
  }
  return null;
}
