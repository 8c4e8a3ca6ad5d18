import { passkey } from '@better-auth/passkey';
import { APIError, betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { twoFactor } from 'better-auth/plugins';
import { freshSessionSeconds, maxPasswordLength, minPasswordLength } from '@/db/model/access/account';
import { systemPrincipal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import type { Logger } from '../log';
import { cookiePrefix } from './identity';
import { hashPassword, isPassword } from './passwords';

const sessionSeconds = 14 * 86_400;

export type Accounts = {
  /** Puts a request to better-auth; `path` is below /api/auth. */
  ask(path: string, request: AuthRequest): Promise<Response>;
};

/** The tables of accounts, as better-auth's adapter takes them. */
type AuthTables = { db: Parameters<typeof drizzleAdapter>[0]; schema: Record<string, unknown> };

type AuthRequest = {
  method: string;
  cookie: string | undefined;
  userAgent: string | undefined;
  address: string;
  body: unknown;
};

/**
 * better-auth, for what it does well: passwords, second factors, passkeys and the sessions they open. People, their
 * rights, invitations and keys are the store's. It makes nobody, links nothing, and mails nothing.
 */
export function createAccounts({
  store,
  tables: { db, schema },
  log,
  publicUrl,
  secret,
}: {
  store: Store;
  tables: AuthTables;
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
    database: drizzleAdapter(db, { provider: 'sqlite', schema }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: minPasswordLength,
      maxPasswordLength: maxPasswordLength,
      password: { hash: hashPassword, verify: ({ password, hash }) => isPassword(password, hash) },
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
    // What it adds to a message may be a statement with its values: tokens and hashes of passwords.
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
    ask(path, { method, cookie, userAgent, address, body }) {
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
