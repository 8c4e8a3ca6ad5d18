import { passkey } from '@better-auth/passkey';
import { APIError, betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import { freshSessionSeconds, maxPasswordLength, minPasswordLength } from '@/db/model/access/account';
import { systemPrincipal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import type { Logger } from '../log';
import { createAuthAdapter } from './auth-adapter';
import { cookiePrefix } from './identity';
import { hashPassword, verifyPassword } from './passwords';

const sessionSeconds = 14 * 86_400;

export type Accounts = {
  /** Passes a request to better-auth; `path` is relative to /api/auth. */
  handle(path: string, request: AuthRequest): Promise<Response>;
};

type AuthRequest = {
  method: string;
  cookie: string | undefined;
  userAgent: string | undefined;
  address: string;
  body: unknown;
};

/**
 * better-auth, for passwords, second factors, passkeys and their sessions. People, rights, invitations and API keys are
 * managed by the store. better-auth creates no users, links no accounts and sends no mail here.
 */
export function createAccounts({
  store,
  log,
  publicUrl,
  secret,
}: {
  store: Store;
  log: Logger;
  publicUrl: URL;
  secret: string;
}): Accounts {
  const isTls = publicUrl.protocol === 'https:';
  const auth = betterAuth({
    appName: 'Chancery',
    baseURL: publicUrl.origin,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [publicUrl.origin],
    database: createAuthAdapter(store),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: minPasswordLength,
      maxPasswordLength: maxPasswordLength,
      password: { hash: hashPassword, verify: ({ password, hash }) => verifyPassword(password, hash) },
    },
    session: {
      expiresIn: sessionSeconds,
      freshAge: freshSessionSeconds,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: { accountLinking: { enabled: false } },
    user: { changeEmail: { enabled: false }, deleteUser: { enabled: false } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Only the message is logged: the details may be a statement with its values, such as tokens and password hashes.
    logger: { level: 'error', log: (_, message) => log.error({ part: 'better-auth' }, message) },
    advanced: {
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(publicUrl),
      defaultCookieAttributes: { secure: isTls, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: ['x-chancery-address'] },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const person = await store.getAccount(systemPrincipal, userId);
            if (!person || person.isSuspended) throw new APIError('UNAUTHORIZED', { code: 'SUSPENDED' });
          },
        },
      },
    },
    plugins: [
      twoFactor({ issuer: 'Chancery', trustDeviceMaxAge: 1 }),
      passkey({
        rpID: publicUrl.hostname,
        rpName: 'Chancery',
        origin: publicUrl.origin,
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      }),
    ],
  });

  return {
    handle(path, { method, cookie, userAgent, address, body }) {
      const headers = new Headers({ origin: publicUrl.origin, 'x-chancery-address': address });
      if (cookie !== undefined) headers.set('cookie', cookie);
      if (userAgent !== undefined) headers.set('user-agent', userAgent.slice(0, 300));
      const hasBody = method !== 'GET';
      if (hasBody) headers.set('content-type', 'application/json');
      return auth.handler(
        new Request(new URL(`/api/auth${path}`, publicUrl), {
          method,
          headers,
          body: hasBody ? JSON.stringify(body ?? {}) : undefined,
        }),
      );
    },
  };
}
