import * as z from 'zod';
import { acceptance } from '@/db/model/access/account';
import { systemPrincipal } from '@/db/model/access/principal';
import { invalid, notFound } from '@/db/model/errors';
import type { AccountLock } from '../../auth/account-lock';
import { refuseCommonPassword } from '../../auth/common-passwords';
import { hashPassword } from '../../auth/passwords';
import { hashToken } from '../../auth/tokens';
import type { Runtime } from '../../runtime';
import { answerOf, problems } from '../answers';
import type { Api } from '../fastify-api';
import { subscriberOf } from '../guard/addresses';

const tags = ['auth'];

/** What a link is for, and what whoever holds it makes of it; tries that fail count as those at sign-in do. */
export function addLinkRoutes(
  app: Api,
  { store, attempts, addressOf }: Runtime,
  withAccountLock: AccountLock,
): void {
  const find = (address: string, hash: string) =>
    attempts.attempt(
      { address: subscriberOf(address), account: null },
      () => store.findInvitation(hash, Date.now()),
      (link) => link === null,
    );

  app.post(
    '/auth/link',
    {
      config: { access: 'public', body: 'entrance' },
      schema: {
        summary: 'What a link is for',
        tags,
        body: acceptance.pick({ token: true }),
        response: {
          200: answerOf(
            'Its kind, and the person that it is for',
            z.strictObject({ kind: z.string(), email: z.string().nullable() }),
          ),
          ...problems(400, 404, 413, 415, 422, 429),
        },
      },
    },
    async (request) => {
      const found = await find(addressOf(request.raw), hashToken(request.body.token));
      if (!found) throw notFound('link');
      return found;
    },
  );

  app.post(
    '/auth/accept',
    {
      config: { access: 'public', body: 'entrance' },
      schema: {
        summary: 'Join, or set a new password, by a link',
        tags,
        body: acceptance,
        response: {
          200: answerOf('Sign in with this address now', z.strictObject({ email: z.string() })),
          ...problems(400, 413, 415, 422, 429),
        },
      },
    },
    async (request) => {
      const { token, password: chosen, ...given } = request.body;
      const hash = hashToken(token);
      const link = await find(addressOf(request.raw), hash);
      if (!link) throw invalid('token', 'This link has been used or is too old: ask for a new one');
      await refuseCommonPassword(chosen, 'password');
      const passwordHash = await hashPassword(chosen);
      return withAccountLock(link.email, () =>
        store.acceptInvitation(systemPrincipal, hash, { ...given, passwordHash }, Date.now()),
      );
    },
  );
}
