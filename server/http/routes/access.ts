import * as z from 'zod';
import { apiKey, keyInput, session } from '@/db/model/access/account';
import type { Principal } from '@/db/model/access/principal';
import { AppError } from '@/db/model/errors';
import { uuid } from '@/db/model/values/scalars';
import { hashToken, newToken } from '../../auth/tokens';
import { pageQuery } from '../../page-query';
import { openPage, sealPage } from '../../paging';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { idParams, readId } from '../records';
import { answerOf, pageOf, problems, sendNothing } from '../responses';

const tags = ['access'];
const sessionParams = z.object({ id: z.string().max(100) });
const me = z.strictObject({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  role: z.string(),
  clearance: z.string(),
  email: z.string().nullable(),
  hasSecondFactor: z.boolean(),
});
const madeKey = z.strictObject({
  ...apiKey.shape,
  key: z.string().meta({ description: 'Told this once; programs send it as x-api-key' }),
});
const startLength = 12;

/** Who one is, where one is signed in, and the keys of one's programs. */
export function accessRoutes(app: Api, { store, seal, identity, principalOf }: Runtime): void {
  const services = { seal };
  const sessionOf = (headers: Parameters<typeof identity.find>[0]) => identity.find(headers)?.session ?? null;

  app.get(
    '/me',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Who asks',
        tags,
        response: { 200: answerOf('Name and rights', me), ...problems(401) },
      },
    },
    async (request) => {
      const who = principalOf(request.headers);
      const { id, kind, name, role, clearance } = who;
      const account = kind === 'person' ? await store.getAccount(who, id) : null;
      const { email = null, hasSecondFactor = false } = account ?? {};
      return { id, kind, name, role, clearance, email, hasSecondFactor };
    },
  );

  /** Of sessions and keys a key is told nothing, and it changes none: what it may do, its owner has said. */
  function principalUnlessKey(headers: Parameters<typeof principalOf>[0]): Principal {
    const who = principalOf(headers);
    if (who.kind !== 'key') return who;
    throw new AppError('forbidden', 'Sign in: an API key may not list sessions or keys.');
  }

  app.get(
    '/sessions',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Where one is signed in',
        tags,
        response: {
          200: answerOf('The sessions', z.strictObject({ items: z.array(session) })),
          ...problems(401, 403),
        },
      },
    },
    async ({ headers }) => ({
      items: await store.listSessions(principalUnlessKey(headers), sessionOf(headers)),
    }),
  );

  app.delete(
    '/sessions',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Sign out everywhere',
        tags,
        response: {
          204: z.null().meta({ description: 'Nobody is signed in with this account any more' }),
          ...problems(401, 403),
        },
      },
    },
    async (request, reply) => {
      await store.endSessions(principalUnlessKey(request.headers));
      return sendNothing(reply, 204);
    },
  );

  app.delete(
    '/sessions/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'End one of one’s sessions',
        tags,
        params: sessionParams,
        response: { 204: z.null().meta({ description: 'It has ended' }), ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      await store.endSession(principalUnlessKey(request.headers), request.params.id);
      return sendNothing(reply, 204);
    },
  );

  app.get(
    '/keys',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Keys of one’s programs; of everybody’s, for administrators',
        tags,
        querystring: z.strictObject(pageQuery),
        response: { 200: answerOf('A page of the keys', pageOf(apiKey)), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { limit, page } = request.query;
      const after = openPage(services, 'keys', page, uuid);
      const { items, next } = await store.listKeys(principalUnlessKey(request.headers), { limit, after });
      return { items, next: next && sealPage(services, 'keys', next) };
    },
  );

  app.post(
    '/keys',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Make a key for a program',
        tags,
        body: keyInput,
        response: { 201: answerOf('The key', madeKey), ...problems(400, 401, 403, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const who = principalOf(request.headers);
      if (who.kind !== 'person') {
        throw new AppError('forbidden', 'Sign in to create a key: only an account can have keys.');
      }
      const key = newToken('chancery');
      const made = await store.createKey(who, request.body, {
        hash: hashToken(key),
        start: key.slice(0, startLength),
      });
      return reply.code(201).send({ ...made, key });
    },
  );

  app.delete(
    '/keys/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Revoke a key',
        tags,
        params: idParams,
        response: {
          204: z.null().meta({ description: 'It opens nothing any more' }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      await store.revokeKey(principalUnlessKey(request.headers), readId(request.params.id));
      return sendNothing(reply, 204);
    },
  );
}
