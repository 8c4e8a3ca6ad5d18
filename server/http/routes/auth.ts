import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { password } from '@/db/model/access/account';
import { systemPrincipal } from '@/db/model/access/principal';
import { AppError } from '@/db/model/errors';
import { text as plainText } from '@/db/model/values/scalars';
import type { AccessAct } from '@/db/model/words';
import type { Authentication } from '@/db/store-accounts';
import { type AccountLock, createAccountLock } from '../../auth/account-lock';
import { refuseCommonPassword } from '../../auth/common-passwords';
import { isUserVerified } from '../../auth/user-verified';
import type { Runtime } from '../../runtime';
import { answerOf, problems, sendJson } from '../answers';
import type { BodySize } from '../body/body-limits';
import { createCodes } from '../codes';
import type { Api } from '../fastify-api';
import { subscriberOf } from '../guard/addresses';
import { createBuckets } from '../guard/bucket';
import { addLinkRoutes } from './links';

const tags = ['auth'];
const answer = z.looseObject({}).nullable();
const text = z.string().max(512, 'Shorten this to 512 characters');
const secret = z.string().max(256, 'Shorten this to 256 characters');
const nothing = z.strictObject({}).nullish();
/** What a browser's authenticator answers; its own library reads it. */
const ceremony = z.strictObject({ response: z.looseObject({}), name: plainText(120).optional() });
/** A password once more, before what a stolen session must not do: guesses at it count as those at sign-in do. */
const confirmation = z.strictObject({ password: secret });

/** Of better-auth's addresses those that are used here, and what each is asked; all others are not there. */
const endpoints = [
  { method: 'POST', path: '/sign-out', access: 'public', body: nothing },
  { method: 'POST', path: '/two-factor/enable', access: 'signed-in', body: confirmation },
  { method: 'POST', path: '/two-factor/disable', access: 'signed-in', body: confirmation },
  { method: 'POST', path: '/two-factor/generate-backup-codes', access: 'signed-in', body: confirmation },
  { method: 'GET', path: '/passkey/generate-register-options', access: 'signed-in', body: undefined },
  { method: 'POST', path: '/passkey/verify-registration', access: 'signed-in', body: ceremony },
  { method: 'GET', path: '/passkey/generate-authenticate-options', access: 'public', body: undefined },
  { method: 'GET', path: '/passkey/list-user-passkeys', access: 'signed-in', body: undefined },
  {
    method: 'POST',
    path: '/passkey/delete-passkey',
    access: 'signed-in',
    body: z.strictObject({ id: text }),
  },
] as const;

/** Those by which somebody comes in: what fails is counted against the limit, and told apart by nothing. */
const entrances = [
  { path: '/sign-in/email', body: z.strictObject({ email: text, password: secret }) },
  { path: '/two-factor/verify-totp', body: z.strictObject({ code: text }) },
  { path: '/two-factor/verify-backup-code', body: z.strictObject({ code: text }) },
  { path: '/passkey/verify-authentication', body: ceremony },
] as const;

const notes: Readonly<Record<string, AccessAct>> = {
  '/sign-in/email': 'signed-in',
  '/two-factor/verify-totp': 'signed-in-second-factor',
  '/two-factor/verify-backup-code': 'signed-in-recovery-code',
  '/passkey/verify-authentication': 'signed-in-passkey',
  '/sign-out': 'signed-out',
  '/two-factor/disable': 'removed-second-factor',
  '/two-factor/generate-backup-codes': 'made-recovery-codes',
  '/passkey/verify-registration': 'added-passkey',
  '/passkey/delete-passkey': 'removed-passkey',
  '/change-password': 'changed-password',
};

const wrong = 'That does not fit: check what you entered and try again.';

function sizeOf(body: z.ZodType | undefined): BodySize {
  return body === ceremony ? 'ceremony' : 'entrance';
}

/** Signing in and out, second factors and passkeys by better-auth; and what a link opens. */
export function authRoutes(all: Api, runtime: Runtime): void {
  all.register((app: Api, _, done) => {
    // The cookie would decide here and the key elsewhere, so that the audit named neither.
    app.addHook('onRequest', async ({ headers }) => {
      if (headers['x-api-key'] === undefined) return;
      throw new AppError('forbidden', 'Leave out x-api-key: an API key has no password and no session.');
    });
    const withAccountLock = createAccountLock();
    addAuthRoutes(app, runtime, withAccountLock);
    addLinkRoutes(app, runtime, withAccountLock);
    done();
  });
}

function addAuthRoutes(
  app: Api,
  { store, accounts, attempts, identity, addressOf }: Runtime,
  withAccountLock: AccountLock,
): void {
  const from = (request: FastifyRequest) => subscriberOf(addressOf(request.raw));
  const takeCeremony = createBuckets({ perSecond: 1, burst: 60 });
  /** Under what guesses at this account's password count, wherever they are made. */
  const nameOf = async (id: string | undefined) =>
    id === undefined ? null : ((await store.getAccount(systemPrincipal, id))?.email ?? null);
  const ask = (request: FastifyRequest, path: string, body: unknown, method: 'GET' | 'POST' = 'POST') =>
    accounts.ask(path, {
      method,
      cookie: request.headers.cookie,
      userAgent: request.headers['user-agent'],
      address: addressOf(request.raw),
      body,
    });

  /** Who is known by the cookie that an answer sets. */
  function accessOf({ headers }: Response): Authentication | null {
    const set = headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
    const access = identity.find({ cookie: set.join('; ') });
    return access?.session ? access : null;
  }

  /** Asks what takes the password once more; guesses at it count as those at sign-in do. */
  async function confirm(
    request: FastifyRequest,
    account: string | null,
    asked: () => Promise<Response>,
  ): Promise<Response> {
    const { answered } = await attempts.attempt(
      { address: from(request), account },
      async () => {
        const answered = await asked();
        return { answered, isWrong: await isWrongPassword(answered) };
      },
      ({ isWrong }) => isWrong,
    );
    return answered;
  }

  const tryCode = createCodes({ store, identity }, accessOf);

  async function note(
    request: FastifyRequest,
    { answered, what, by }: { answered: Response; what: AccessAct | undefined; by: Authentication | null },
  ): Promise<void> {
    const who = by?.principal;
    if (answered.ok && what !== undefined && who?.kind === 'person')
      await store.logAccess(who, { what, accountId: who.id, details: { address: addressOf(request.raw) } });
  }

  /** Was the password set anew while it was being checked? Then the session that it opened ends with the others. */
  async function isOvertaken(answered: Response, began: number): Promise<boolean> {
    const opened = accessOf(answered);
    if (!opened?.session) return false;
    const setAt = await store.getPasswordSetAt(systemPrincipal, opened.principal.id);
    if (setAt === null || setAt < began) return false;
    await store.endSession(opened.principal, opened.session);
    return true;
  }

  for (const { method, path, access, body } of endpoints) {
    app.route({
      method,
      url: `/auth${path}`,
      config: { access, body: sizeOf(body) },
      schema: { hide: true, ...(body ? { body } : {}) },
      handler: async (request, reply) => {
        // Signed out, the cookie tells nobody any more.
        const before = identity.find(request.headers);
        // Nothing ends, and for whoever asks better-auth would take four milliseconds.
        if (path === '/sign-out' && !before?.session) return sendJson(reply, '{"success":true}');
        if (path.endsWith('-options') && takeCeremony(from(request)) !== null) {
          throw new AppError('too-many', 'Too many attempts with a passkey: wait a minute and try again.');
        }
        const account = await nameOf(before?.principal.id);
        const asked = () => withAccountLock(account, () => ask(request, path, request.body, method));
        const answered = await (body === confirmation ? confirm(request, account, asked) : asked());
        await note(request, { answered, what: notes[path], by: before });
        return pass(reply, answered);
      },
    });
  }

  for (const { path, body } of entrances) {
    app.post(
      `/auth${path}`,
      {
        config: { access: 'public', body: sizeOf(body) },
        schema: {
          hide: path !== '/sign-in/email',
          summary: 'Sign in',
          tags,
          body,
          response: {
            200: answerOf('The cookie is set; or, with a second factor, twoFactorRedirect', answer),
            ...problems(400, 401, 413, 415, 422, 429),
          },
        },
      },
      async (request, reply) => {
        const given = request.body;
        const account = 'email' in given ? given.email : null;
        const [began, before] = [Date.now(), identity.find(request.headers)];
        const insider = await nameOf(before?.principal.id);
        const answered = await attempts.attempt(
          { address: from(request), account },
          async () => {
            if ('code' in given)
              return tryCode(request.headers, given.code, () =>
                withAccountLock(insider, () => ask(request, path, given)),
              );
            return 'response' in given && !isUserVerified(given)
              ? new Response(null, { status: 401 })
              : ask(request, path, given);
          },
          ({ ok }) => !ok,
        );
        if (await isOvertaken(answered, began)) throw new AppError('unauthenticated', wrong);
        // Not by the cookie that the request bore: where a second step follows, nobody has come in yet.
        const by = accessOf(answered);
        // Whoever is signed in already confirms a factor that he sets up.
        const isConfirming = before?.session && before.principal.id === by?.principal.id;
        const what =
          isConfirming && path === '/two-factor/verify-totp' ? 'set-up-second-factor' : notes[path];
        await note(request, { answered, what, by });
        return pass(reply, answered);
      },
    );
  }

  app.post(
    '/auth/change-password',
    {
      config: { access: 'signed-in', body: 'entrance' },
      schema: {
        summary: 'Change one’s password; every other session ends',
        tags,
        body: z.strictObject({ currentPassword: secret, newPassword: password }),
        response: { 200: answerOf('It is changed', answer), ...problems(400, 401, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const before = identity.find(request.headers);
      const account = await nameOf(before?.principal.id);
      await refuseCommonPassword(request.body.newPassword, 'newPassword');
      const body = { ...request.body, revokeOtherSessions: true };
      const answered = await confirm(request, account, () =>
        withAccountLock(account, () => ask(request, '/change-password', body)),
      );
      if (answered.ok && before) await store.endPendingSignIns(before.principal);
      await note(request, { answered, what: notes['/change-password'], by: before });
      return pass(reply, answered);
    },
  );
}

const wrongPassword = z.looseObject({ code: z.literal('INVALID_PASSWORD') });

async function isWrongPassword(answered: Response): Promise<boolean> {
  const body: unknown = answered.status === 400 ? await answered.clone().json() : null;
  return wrongPassword.safeParse(body).success;
}

/** Passes on what better-auth answers, but no token of a session, and its refusals as problems. */
async function pass(reply: FastifyReply, answered: Response): Promise<FastifyReply> {
  for (const cookie of answered.headers.getSetCookie()) reply.header('Set-Cookie', cookie);
  const body: unknown = await answered.json().catch(() => null);
  if (!answered.ok) throw refusalOf(answered.status, body);
  const shown =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? withoutTokens(body) : body;
  return sendJson(reply, JSON.stringify(shown));
}

const stale = z.looseObject({ code: z.literal('SESSION_NOT_FRESH') });

function refusalOf(status: number, body: unknown): AppError {
  if (stale.safeParse(body).success)
    return new AppError(
      'forbidden',
      'Sign in again first: this requires a sign-in within the last 24 hours.',
    );
  if (status === 429) return new AppError('too-many', 'Too many attempts: wait 15 minutes and try again.');
  if (status >= 500)
    return new AppError('unavailable', 'Signing in is temporarily unavailable: try again soon.');
  return new AppError('unauthenticated', wrong);
}

function withoutTokens(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'token' && name !== 'session'));
}
