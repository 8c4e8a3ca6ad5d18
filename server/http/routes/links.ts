import * as z from 'zod';
import { acceptance } from '@/db/model/access/account';
import { systemPrincipal } from '@/db/model/access/principal';
import { invalid, notFound } from '@/db/model/errors';
import type { AccountLock } from '../../auth/account-lock';
import { refuseCommonPassword } from '../../auth/common-passwords';
import { hashPassword } from '../../auth/passwords';
import { hashToken } from '../../auth/tokens';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { clientNetwork } from '../guard/addresses';
import { jsonResponse, problemResponses } from '../responses';

const tags = ['auth'];

/** Reading and using links to join or to set a new password. Failed attempts count as failed sign-ins. */
export function addLinkRoutes(
  app: Api,
  { store, attempts, addressOf }: Runtime,
  withAccountLock: AccountLock,
): void {
  const find = (address: string, hash: string) =>
    attempts.attempt(
      { address: clientNetwork(address), account: null },
      () => store.findInvitation(hash, Date.now()),
      (link) => link === null,
    );

  app.post(
    '/auth/link',
    {
      config: { access: 'public', body: 'sign-in' },
      schema: {
        summary: 'What a link is for',
        tags,
        body: acceptance.pick({ token: true }),
        response: {
          200: jsonResponse(
            'The kind of the link, and the e-mail address of the person it is for',
            z.strictObject({ kind: z.string(), email: z.string().nullable() }),
          ),
          ...problemResponses(400, 404, 413, 415, 422, 429),
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
      config: { access: 'public', body: 'sign-in' },
      schema: {
        summary: 'Use a link to join or to set a new password',
        tags,
        body: acceptance,
        response: {
          200: jsonResponse('The e-mail address to sign in with', z.strictObject({ email: z.string() })),
          ...problemResponses(400, 413, 415, 422, 429),
        },
      },
    },
    async (request) => {
      const { token, password: chosen, ...given } = request.body;
      const hash = hashToken(token);
      const link = await find(addressOf(request.raw), hash);
      if (!link) throw invalid('token', 'link-used');
      await refuseCommonPassword(chosen, 'password');
      const passwordHash = await hashPassword(chosen);
      return withAccountLock(link.email, () =>
        store.acceptInvitation(systemPrincipal, hash, { ...given, passwordHash }, Date.now()),
      );
    },
  );
}
