import * as z from 'zod';
import { account, accountPatch, invitation, invitationInput } from '@/db/model/access/account';
import { notFound } from '@/db/model/errors';
import { newLink } from '../../auth/links';
import type { Runtime } from '../../runtime';
import { answerOf, problems, sendNothing } from '../answers';
import type { Api } from '../fastify-api';
import { changeHeaders, matchVersion, readVersions } from '../headers';
import { answerRecord, idParams, patchBody, patchRecord, readId } from '../records';

const tags = ['accounts'];
const people = z.strictObject({ items: z.array(z.strictObject({ id: z.string(), name: z.string() })) });
const accounts = z.strictObject({ items: z.array(account) });
const invitations = z.strictObject({ items: z.array(invitation) });
const made = z.strictObject({
  ...invitation.shape,
  url: z.string().meta({ description: 'Told this once: send it to whom it is for' }),
});

/** People, their rights, and the links that let them in. */
export function accountRoutes(app: Api, { store, principalOf, publicUrl }: Runtime): void {
  app.get(
    '/people',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Names of those who may be recipients',
        tags,
        response: { 200: answerOf('The people', people), ...problems(401) },
      },
    },
    async (request) => ({ items: await store.listPeople(principalOf(request.headers)) }),
  );

  app.get(
    '/accounts',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Everybody who may sign in (administrators)',
        tags,
        response: { 200: answerOf('The accounts', accounts), ...problems(401, 403) },
      },
    },
    async (request) => ({ items: await store.listAccounts(principalOf(request.headers)) }),
  );

  app.patch(
    '/accounts/:id',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Change a name, role or clearance, or suspend somebody (administrators)',
        tags,
        consumes: ['application/merge-patch+json', 'application/json'],
        params: idParams,
        headers: changeHeaders,
        body: patchBody,
        response: {
          200: answerOf('The account as it is now', account),
          ...problems(400, 401, 403, 404, 412, 413, 415, 422, 428),
        },
      },
    },
    async (request, reply) => {
      const who = principalOf(request.headers);
      const versions = readVersions(request.headers);
      const found = await store.getAccount(who, readId(request.params.id));
      if (!found) throw notFound('person');
      const { email: _, hasSecondFactor: __, createdAt: ___, ...current } = matchVersion(versions, found);
      const input = patchRecord(accountPatch, current, request.body);
      return answerRecord(reply, await store.updateAccount(who, current.id, current.version, input));
    },
  );

  app.post(
    '/accounts/:id/reset',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'A link by which somebody sets a new password (administrators)',
        tags,
        params: idParams,
        response: { 201: answerOf('The link', made), ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { url, link } = newLink(publicUrl);
      const offered = await store.createResetInvitation(
        principalOf(request.headers),
        readId(request.params.id),
        link,
      );
      return reply.code(201).send({ ...offered, url });
    },
  );

  app.get(
    '/invitations',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Links that nobody has used yet (administrators)',
        tags,
        response: { 200: answerOf('The invitations', invitations), ...problems(401, 403) },
      },
    },
    async (request) => ({ items: await store.listInvitations(principalOf(request.headers), Date.now()) }),
  );

  app.post(
    '/invitations',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Invite somebody by a link (administrators)',
        tags,
        body: invitationInput,
        response: {
          201: answerOf('The invitation with its link', made),
          ...problems(400, 401, 403, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const { url, link } = newLink(publicUrl);
      const offered = await store.invite(principalOf(request.headers), request.body, link);
      return reply.code(201).send({ ...offered, url });
    },
  );

  app.delete(
    '/invitations/:id',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'Take back an invitation (administrators)',
        tags,
        params: idParams,
        response: {
          204: z.null().meta({ description: 'It no longer lets anybody in' }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      await store.withdrawInvitation(principalOf(request.headers), readId(request.params.id));
      return sendNothing(reply, 204);
    },
  );
}
