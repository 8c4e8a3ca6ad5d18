import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { password } from '@/db/model/access/account';
import { type Principal, systemPrincipal } from '@/db/model/access/principal';
import { failure } from '@/db/model/errors';
import type { AccessAct } from '@/db/model/words';
import type { Authentication } from '@/db/store-accounts';
import { type AccountLock, createAccountLock } from '../../auth/account-lock';
import { refuseCommonPassword } from '../../auth/common-passwords';
import { isUserVerified } from '../../auth/user-verified';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { clientNetwork } from '../guard/addresses';
import { createRateLimiter } from '../guard/rate-limiter';
import { jsonResponse, problemResponses, sendJson } from '../responses';
import { createCodeVerifier } from '../second-factor-codes';
import {
  auditActs,
  bodySizeOf,
  endpoints,
  passwordConfirmation,
  secret,
  signInEndpoints,
} from './auth-endpoints';
import { isWrongPassword, sendAuthResponse, wrongCredentials } from './auth-response';
import { addLinkRoutes } from './links';

const tags = ['auth'];
const authResult = z.looseObject({}).nullable();

/** Sign-in, sign-out, second factors and passkeys, handled by better-auth, and the links of invitations and resets. */
export function authRoutes(parent: Api, runtime: Runtime): void {
  parent.register((app: Api, _, done) => {
    // With both, these routes would act for the cookie and the others for the key, and the audit would be unclear.
    app.addHook('onRequest', async ({ headers }) => {
      if (headers['x-api-key'] === undefined) return;
      throw failure('key-at-sign-in');
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
  const networkOf = (request: FastifyRequest) => clientNetwork(addressOf(request.raw));
  const consumeCeremony = createRateLimiter({ perSecond: 1, burst: 60 });
  /** The e-mail address of a person, by which wrong passwords and codes of all endpoints are counted together. */
  const emailOf = async (id: string | undefined) =>
    id === undefined ? null : ((await store.getAccount(systemPrincipal, id))?.email ?? null);
  const forward = (request: FastifyRequest, path: string, body: unknown, method: 'GET' | 'POST' = 'POST') =>
    accounts.handle(path, {
      method,
      cookie: request.headers.cookie,
      userAgent: request.headers['user-agent'],
      address: addressOf(request.raw),
      body,
    });

  /** The session that a response opens, by the cookie that it sets. */
  async function authenticationOf({ headers }: Response): Promise<Authentication | null> {
    const cookies = headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
    const authentication = await identity.find({ cookie: cookies.join('; ') });
    return authentication?.session ? authentication : null;
  }

  /** Sends a request that contains the current password. Wrong passwords count as failed sign-ins. */
  async function confirmPassword(
    request: FastifyRequest,
    email: string | null,
    send: () => Promise<Response>,
  ): Promise<Response> {
    const { response } = await attempts.attempt(
      { address: networkOf(request), account: email },
      async () => {
        const response = await send();
        return { response, isWrong: await isWrongPassword(response) };
      },
      ({ isWrong }) => isWrong,
    );
    return response;
  }

  const verifyCode = createCodeVerifier({ store, identity }, authenticationOf);

  async function audit(
    request: FastifyRequest,
    { response, act, by }: { response: Response; act: AccessAct | undefined; by: Principal | null },
  ): Promise<void> {
    if (response.ok && act !== undefined && by?.kind === 'person')
      await store.logAccess(by, {
        what: act,
        accountId: by.id,
        details: { address: addressOf(request.raw) },
      });
  }

  /** What a sign-in knows of the password before it is verified; the time when it was set is null for other ways to sign in. */
  type Before = { startedAt: number; passwordSetAt: number | null };

  /**
   * Ends the session that a sign-in opened if the password was changed while it was being verified, and returns whether
   * it did: a change of password ends all earlier sessions. The start alone would not tell: a change gets its time
   * before it is committed, and a sign-in that starts in between still reads the old password.
   */
  async function endIfPasswordChanged(response: Response, before: Before): Promise<boolean> {
    const opened = await authenticationOf(response);
    if (!opened?.session) return false;
    const setAt = await store.getPasswordSetAt(systemPrincipal, { id: opened.principal.id });
    const isSame = before.passwordSetAt === null || before.passwordSetAt === setAt;
    if (setAt === null || (isSame && setAt < before.startedAt)) return false;
    await store.endSession(opened.principal, opened.session);
    return true;
  }

  for (const { method, path, access, body } of endpoints) {
    app.route({
      method,
      url: `/auth${path}`,
      config: { access, body: bodySizeOf(body) },
      schema: { hide: true, ...(body ? { body } : {}) },
      handler: async (request, reply) => {
        // Looked up before the request is forwarded: after a sign-out the cookie is no longer valid.
        const current = await identity.find(request.headers);
        // Without a session there is nothing to end, and better-auth would take four milliseconds for it.
        if (path === '/sign-out' && !current?.session) return sendJson(reply, '{"success":true}');
        if (path.endsWith('-options') && consumeCeremony(networkOf(request)) !== null) {
          throw failure('too-many-ceremonies');
        }
        const email = await emailOf(current?.principal.id);
        const send = () => withAccountLock(email, () => forward(request, path, request.body, method));
        const response = await (body === passwordConfirmation
          ? confirmPassword(request, email, send)
          : send());
        await audit(request, { response, act: auditActs[path], by: current?.principal ?? null });
        return sendAuthResponse(reply, response);
      },
    });
  }

  for (const { path, body } of signInEndpoints) {
    app.post(
      `/auth${path}`,
      {
        config: { access: 'public', body: bodySizeOf(body) },
        schema: {
          hide: path !== '/sign-in/email',
          summary: 'Sign in',
          tags,
          body,
          response: {
            200: jsonResponse(
              'The session cookie is set. If the account has a second factor, twoFactorRedirect is true instead',
              authResult,
            ),
            ...problemResponses(400, 401, 413, 415, 422, 429),
          },
        },
      },
      async (request, reply) => {
        const credentials = request.body;
        const account = 'email' in credentials ? credentials.email : null;
        const before = {
          startedAt: Date.now(),
          passwordSetAt:
            account === null ? null : await store.getPasswordSetAt(systemPrincipal, { email: account }),
        };
        const current = await identity.find(request.headers);
        const currentEmail = await emailOf(current?.principal.id);
        const response = await attempts.attempt(
          { address: networkOf(request), account },
          async () => {
            if ('code' in credentials)
              return verifyCode(request.headers, credentials.code, () =>
                withAccountLock(currentEmail, () => forward(request, path, credentials)),
              );
            return 'response' in credentials && !isUserVerified(credentials)
              ? new Response(null, { status: 401 })
              : forward(request, path, credentials);
          },
          ({ ok }) => !ok,
        );
        if (await endIfPasswordChanged(response, before)) throw wrongCredentials();
        // By the new session, not by the cookie of the request: if a second step follows, nobody has signed in yet.
        const by = await authenticationOf(response);
        // A user who is signed in already confirms a new second factor.
        const isConfirming = current?.session && current.principal.id === by?.principal.id;
        const act =
          isConfirming && path === '/two-factor/verify-totp' ? 'set-up-second-factor' : auditActs[path];
        await audit(request, { response, act, by: by?.principal ?? null });
        return sendAuthResponse(reply, response);
      },
    );
  }

  app.post(
    '/auth/change-password',
    {
      config: { access: 'signed-in', body: 'sign-in' },
      schema: {
        summary: 'Change your password; all other sessions end',
        tags,
        body: z.strictObject({ currentPassword: secret, newPassword: password }),
        response: {
          200: jsonResponse('The password has been changed', authResult),
          ...problemResponses(400, 401, 413, 415, 422, 429),
        },
      },
    },
    async (request, reply) => {
      const who = request.principal;
      const email = await emailOf(who.id);
      await refuseCommonPassword(request.body.newPassword, 'newPassword');
      const body = { ...request.body, revokeOtherSessions: true };
      const response = await confirmPassword(request, email, () =>
        withAccountLock(email, () => forward(request, '/change-password', body)),
      );
      // better-auth ends the other sessions before it saves the password, and a sign-in may come in between.
      if (response.ok) await store.endOtherSignIns(who, (await authenticationOf(response))?.session ?? null);
      await audit(request, { response, act: auditActs['/change-password'], by: who });
      return sendAuthResponse(reply, response);
    },
  );
}
