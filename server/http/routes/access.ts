import * as z from 'zod';
import { apiKey, keyInput, session } from '@/db/model/access/account';
import { failure } from '@/db/model/errors';
import { uuid } from '@/db/model/values/scalars';
import { hashToken, newToken } from '../../auth/tokens';
import { pageQuery } from '../../page-query';
import { openPage, sealPage } from '../../paging';
import type { Runtime } from '../../runtime';
import { refuseKey } from '../authorize';
import type { Api } from '../fastify-api';
import { idParams, readId } from '../records';
import { jsonResponse, pageSchema, problemResponses, sendEmpty } from '../responses';

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
const createdKey = z.strictObject({
  ...apiKey.shape,
  key: z.string().meta({ description: 'Shown only once. Programs send it in the x-api-key header' }),
});
const shownLength = 12;

/** The principal of the request, their sessions and their API keys. */
export function accessRoutes(app: Api, { store, seal }: Runtime): void {
  const services = { seal };

  app.get(
    '/me',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'The principal of this request',
        tags,
        response: { 200: jsonResponse('The name and rights', me), ...problemResponses(401) },
      },
    },
    async (request) => {
      const { id, kind, name, role, clearance } = request.principal;
      const account = kind === 'person' ? await store.getAccount(request.principal, id) : null;
      const { email = null, hasSecondFactor = false } = account ?? {};
      return { id, kind, name, role, clearance, email, hasSecondFactor };
    },
  );

  app.get(
    '/sessions',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Your sessions',
        tags,
        response: {
          200: jsonResponse('The sessions', z.strictObject({ items: z.array(session) })),
          ...problemResponses(401, 403),
        },
      },
    },
    async ({ principal, session }) => ({ items: await store.listSessions(refuseKey(principal), session) }),
  );

  app.delete(
    '/sessions',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'End all of your sessions',
        tags,
        response: {
          204: z.null().meta({ description: 'All sessions of the account have ended' }),
          ...problemResponses(401, 403),
        },
      },
    },
    async (request, reply) => {
      await store.endSessions(refuseKey(request.principal));
      return sendEmpty(reply, 204);
    },
  );

  app.delete(
    '/sessions/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'End one of your sessions',
        tags,
        params: sessionParams,
        response: {
          204: z.null().meta({ description: 'The session has ended' }),
          ...problemResponses(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      await store.endSession(refuseKey(request.principal), request.params.id);
      return sendEmpty(reply, 204);
    },
  );

  app.get(
    '/keys',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Your API keys; for administrators the keys of everyone',
        tags,
        querystring: z.strictObject(pageQuery),
        response: {
          200: jsonResponse('A page of keys', pageSchema(apiKey)),
          ...problemResponses(401, 403, 422),
        },
      },
    },
    async (request) => {
      const { limit, page } = request.query;
      const after = openPage(services, 'keys', page, uuid);
      const { items, next } = await store.listKeys(refuseKey(request.principal), { limit, after });
      return { items, next: next && sealPage(services, 'keys', next) };
    },
  );

  app.post(
    '/keys',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Create an API key',
        tags,
        body: keyInput,
        response: {
          201: jsonResponse('The key', createdKey),
          ...problemResponses(400, 401, 403, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const who = request.principal;
      if (who.kind !== 'person') {
        throw failure('key-of-program');
      }
      const key = newToken('chancery');
      const created = await store.createKey(who, request.body, {
        hash: hashToken(key),
        start: key.slice(0, shownLength),
      });
      return reply.code(201).send({ ...created, key });
    },
  );

  app.delete(
    '/keys/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Revoke an API key',
        tags,
        params: idParams,
        response: {
          204: z.null().meta({ description: 'The key is no longer valid' }),
          ...problemResponses(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      await store.revokeKey(refuseKey(request.principal), readId(request.params.id));
      return sendEmpty(reply, 204);
    },
  );
}
