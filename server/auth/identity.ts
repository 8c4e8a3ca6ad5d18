import type { IncomingHttpHeaders } from 'node:http';
import { localPrincipal, type Principal } from '@/db/model/access/principal';
import { AppError } from '@/db/model/errors';
import type { Store } from '@/db/store';
import type { Authentication } from '@/db/store-accounts';
import { hashToken, openCookie } from './tokens';

type AnyHeaders = Headers | IncomingHttpHeaders;

export type Identity = {
  /** Who asks, by a key or the cookie of a session; null where nobody is known by them. */
  find(headers: AnyHeaders): Authentication | null;
  /** The same for a connection that stays, by its headers or the key of its handshake: cheap to ask again and again. */
  follow(headers: AnyHeaders, key: string | undefined): () => Principal | null;
  /** May whoever is at this machine act without an account? Until anybody has one. */
  isOpen(): boolean;
  /** @throws AppError 'unauthenticated' */
  principalOf(headers: AnyHeaders): Principal;
};

const local: Authentication = {
  principal: localPrincipal,
  session: null,
  expiresAt: Number.MAX_SAFE_INTEGER,
};

/** The name of the cookie that holds a session: bound to the host where TLS is (RFC 6265bis, 4.1.3.2). */
export function cookiePrefix(publicUrl: URL): string {
  return publicUrl.protocol === 'https:' ? '__Host-chancery' : 'chancery';
}

/**
 * Tells who asks, by one look-up and without better-auth. Until anybody has an account, and while only this
 * machine can reach the program, whoever asks acts as the local principal.
 */
export function createIdentity(
  store: Pick<Store, 'authenticate' | 'hasAccounts'>,
  { publicUrl, secret, isLoopback }: { publicUrl: URL; secret: string; isLoopback: boolean },
): Identity {
  const cookie = `${cookiePrefix(publicUrl)}.session_token`;
  const finders = new WeakMap<AnyHeaders, () => Authentication | null>();

  function find(headers: AnyHeaders): Authentication | null {
    return finder(headers)();
  }

  /** What there is to be looked up is read once for a request, which is asked for several times. */
  function finder(headers: AnyHeaders): () => Authentication | null {
    const known = finders.get(headers) ?? newFinder(headers);
    finders.set(headers, known);
    return known;
  }

  function newFinder(headers: AnyHeaders): () => Authentication | null {
    // A key that is given decides alone: one that has run out must not act as whoever holds the cookie.
    const key = headerOf(headers, 'x-api-key');
    if (key !== null) return byKey(key);
    const given = cookieOf(headerOf(headers, 'cookie') ?? '', cookie);
    const token = given === null ? null : openCookie(given, secret);
    if (token === null) return whoIsHere;
    return () => store.authenticate('session', token, Date.now()) ?? whoIsHere();
  }

  function isOpen(): boolean {
    return isLoopback && !store.hasAccounts();
  }

  function whoIsHere(): Authentication | null {
    return isOpen() ? local : null;
  }

  function byKey(key: string): () => Authentication | null {
    const hash = hashToken(key);
    return () => store.authenticate('key', hash, Date.now());
  }

  return {
    find,
    isOpen,
    follow(headers, key) {
      const look = key === undefined ? finder(headers) : byKey(key);
      return () => look()?.principal ?? null;
    },
    principalOf(headers) {
      const access = find(headers);
      if (access) return access.principal;
      throw new AppError('unauthenticated', 'Sign in, or send a valid API key in the x-api-key header.');
    },
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
