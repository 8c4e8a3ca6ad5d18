import * as z from 'zod';
import { account, accountPatch, invitation, invitationInput } from '@/db/model/access/account';
import { notFound } from '@/db/model/errors';
import { newLink } from '../../auth/links';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { changeHeaders, matchVersion, readVersions } from '../headers';
import { idParams, patchBody, patchRecord, readId, sendRecord } from '../records';
import { jsonResponse, problemResponses, sendEmpty } from '../responses';

const tags = ['accounts'];
const people = z.strictObject({ items: z.array(z.strictObject({ id: z.string(), name: z.string() })) });
const accounts = z.strictObject({ items: z.array(account) });
const invitations = z.strictObject({ items: z.array(invitation) });
const createdLink = z.strictObject({
  ...invitation.shape,
  url: z.string().meta({ description: 'Shown only once: send it to the person it is for' }),
});

/** People, their rights, and the links by which they join or set a new password. */
export function accountRoutes(app: Api, { store, publicUrl }: Runtime): void {
  app.get(
    '/people',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'The people who can be recipients of red records',
        tags,
        response: { 200: jsonResponse('The people', people), ...problemResponses(401) },
      },
    },
    async (request) => ({ items: await store.listPeople(request.principal) }),
  );

  app.get(
    '/accounts',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'All accounts (administrators)',
        tags,
        response: { 200: jsonResponse('The accounts', accounts), ...problemResponses(401, 403) },
      },
    },
    async (request) => ({ items: await store.listAccounts(request.principal) }),
  );

  app.patch(
    '/accounts/:id',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Change the name, role or clearance of an account, or suspend it (administrators)',
        tags,
        consumes: ['application/merge-patch+json', 'application/json'],
        params: idParams,
        headers: changeHeaders,
        body: patchBody,
        response: {
          200: jsonResponse('The current account', account),
          ...problemResponses(400, 401, 403, 404, 412, 413, 415, 422, 428),
        },
      },
    },
    async (request, reply) => {
      const who = request.principal;
      const versions = readVersions(request.headers);
      const found = await store.getAccount(who, readId(request.params.id));
      if (!found) throw notFound('person');
      const { email: _, hasSecondFactor: __, createdAt: ___, ...current } = matchVersion(versions, found);
      const input = patchRecord(accountPatch, current, request.body);
      return sendRecord(reply, await store.updateAccount(who, current.id, current.version, input));
    },
  );

  app.post(
    '/accounts/:id/reset',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Create a link to set a new password (administrators)',
        tags,
        params: idParams,
        response: { 201: jsonResponse('The link', createdLink), ...problemResponses(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { url, link } = newLink(publicUrl);
      const created = await store.createResetInvitation(request.principal, readId(request.params.id), link);
      return reply.code(201).send({ ...created, url });
    },
  );

  app.get(
    '/invitations',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Invitations that have not been used (administrators)',
        tags,
        response: { 200: jsonResponse('The invitations', invitations), ...problemResponses(401, 403) },
      },
    },
    async (request) => ({ items: await store.listInvitations(request.principal, Date.now()) }),
  );

  app.post(
    '/invitations',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Invite a person (administrators)',
        tags,
        body: invitationInput,
        response: {
          201: jsonResponse('The invitation with its link', createdLink),
          ...problemResponses(400, 401, 403, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const { url, link } = newLink(publicUrl);
      const created = await store.invite(request.principal, request.body, link);
      return reply.code(201).send({ ...created, url });
    },
  );

  app.delete(
    '/invitations/:id',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Withdraw an invitation (administrators)',
        tags,
        params: idParams,
        response: {
          204: z.null().meta({ description: 'The link is no longer valid' }),
          ...problemResponses(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      await store.withdrawInvitation(request.principal, readId(request.params.id));
      return sendEmpty(reply, 204);
    },
  );
}
