import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { displayLink, displayLinkInput, openedDisplay } from '@/db/model/access/display-link';
import { systemPrincipal } from '@/db/model/access/principal';
import { failure, invalid, notFound } from '@/db/model/errors';
import { because } from '@/db/model/field-errors';
import { uuid } from '@/db/model/values/scalars';
import { displayCookie } from '../../auth/identity';
import { newLink } from '../../auth/links';
import { hashToken, newToken } from '../../auth/tokens';
import { pageQuery } from '../../page-query';
import { openPage, sealPage } from '../../paging';
import type { Runtime } from '../../runtime';
import { refuseKey } from '../authorize';
import type { Api } from '../fastify-api';
import { clientNetwork } from '../guard/addresses';
import { idParams, readId } from '../records';
import { jsonResponse, pageSchema, problemResponses, sendEmpty } from '../responses';

const tags = ['access'];
const linkedDisplay = z.strictObject({
  ...displayLink.shape,
  url: z.string().meta({ description: 'Shown only once. The browser that opens it becomes the display' }),
});
const opening = z.strictObject({ token: z.string().max(200, because('link-damaged')) });

/** Wall displays: screens that show the wall without anybody signed in. */
export function addDisplayLinkRoutes(
  app: Api,
  { store, seal, publicUrl, attempts, identity, addressOf }: Runtime,
): void {
  const services = { seal };

  app.get(
    '/display-links',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Your wall displays; for administrators those of everyone',
        tags,
        querystring: z.strictObject(pageQuery),
        response: {
          200: jsonResponse('A page of displays', pageSchema(displayLink)),
          ...problemResponses(401, 403, 422),
        },
      },
    },
    async (request) => {
      const { limit, page } = request.query;
      const after = openPage(services, 'display-links', page, uuid);
      const { items, next } = await store.listDisplayLinks(refuseKey(request.principal), { limit, after });
      return { items, next: next && sealPage(services, 'display-links', next) };
    },
  );

  app.post(
    '/display-links',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Create a wall display and its link',
        tags,
        body: displayLinkInput,
        response: {
          201: jsonResponse('The display with its link', linkedDisplay),
          ...problemResponses(400, 401, 403, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const { url, link } = newLink(publicUrl, '/wall');
      // A hash of nothing that anybody has: no request can be this display before its link is opened.
      const unusable = { hash: randomBytes(32).toString('base64url'), start: '' };
      const created = await store.createDisplayLink(request.principal, request.body, link, unusable);
      return reply.code(201).send({ ...created, url });
    },
  );

  app.post(
    '/display-links/:id/link',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Give a wall display another link, for another browser',
        tags,
        params: idParams,
        response: {
          201: jsonResponse('The display with its link', linkedDisplay),
          ...problemResponses(401, 403, 404, 422),
        },
      },
    },
    async (request, reply) => {
      const { url, link } = newLink(publicUrl, '/wall');
      const renewed = await store.renewDisplayLink(
        refuseKey(request.principal),
        readId(request.params.id),
        link,
      );
      return reply.code(201).send({ ...renewed, url });
    },
  );

  app.delete(
    '/display-links/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Revoke a wall display',
        tags,
        params: idParams,
        response: {
          204: z.null().meta({ description: 'The display shows nothing any more' }),
          ...problemResponses(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      await store.revokeDisplayLink(refuseKey(request.principal), readId(request.params.id));
      return sendEmpty(reply, 204);
    },
  );

  app.get(
    '/display-links/own',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'The wall display that sends this request',
        tags,
        response: { 200: jsonResponse('Its settings', openedDisplay), ...problemResponses(401, 404) },
      },
    },
    async (request) => {
      const display = await store.findOwnDisplay(request.principal);
      if (!display) throw notFound('display');
      return display;
    },
  );

  app.post(
    '/display-links/open',
    {
      config: { access: 'public', body: 'sign-in' },
      schema: {
        summary: 'Open the link of a wall display: this browser becomes the display',
        tags,
        body: opening,
        response: {
          200: jsonResponse('Its settings', openedDisplay),
          ...problemResponses(400, 403, 413, 415, 422, 429),
        },
      },
    },
    async (request, reply) => {
      const signedIn = await identity.find(request.headers);
      if (signedIn?.session) throw failure('display-while-signed-in');
      const key = newToken('display');
      const secret = { hash: hashToken(key), start: key.slice(0, 12) };
      const opened = await attempts.attempt(
        { address: clientNetwork(addressOf(request.raw)), account: null },
        () => store.openDisplayLink(systemPrincipal, hashToken(request.body.token), secret, Date.now()),
        (found) => found === null,
      );
      if (!opened) throw invalid('token', 'link-used');
      const { expiresAt, ...display } = opened;
      const { name, paths, isSecure } = displayCookie(publicUrl);
      for (const path of paths)
        reply.header(
          'Set-Cookie',
          `${name}=${key}; Path=${path}; Expires=${new Date(expiresAt).toUTCString()}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`,
        );
      return display;
    },
  );
}
