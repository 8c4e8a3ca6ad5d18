import * as z from 'zod';
import { actor, actorInput } from '@/db/model/reference';
import { text, uuid } from '@/db/model/values/scalars';
import { pageQuery } from '../../page-query';
import { openPage, sealPage } from '../../paging';
import type { Runtime } from '../../runtime';
import { compressAnswer } from '../encoding/compress-answer';
import type { Api } from '../fastify-api';
import { changeHeaders, creationHeaders, matchVersion, readIdempotency, readVersions } from '../headers';
import { answerCreated, answerRecord, idParams, patchBody, patchRecord, readId } from '../records';
import { answerOf, pageOf, problems } from '../responses';

const tags = ['actors'];

const actorsQuery = z.strictObject({
  q: text(200).optional(),
  ...pageQuery,
});

export function actorRoutes(app: Api, runtime: Runtime): void {
  const { store, principalOf } = runtime;

  app.get(
    '/actors',
    {
      config: { access: 'signed-in' },
      onSend: compressAnswer,
      schema: {
        summary: 'Those who attack and threaten, found by any alias',
        tags,
        querystring: actorsQuery,
        response: { 200: answerOf('A page of actors', pageOf(actor)), ...problems(422) },
      },
    },
    async (request) => {
      const { page, ...query } = request.query;
      const after = openPage(runtime, 'actors', page, uuid);
      const { items, next } = await store.listActors(principalOf(request.headers), { ...query, after });
      return { items, next: next && sealPage(runtime, 'actors', next) };
    },
  );

  app.post(
    '/actors',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Add an actor',
        tags,
        headers: creationHeaders,
        body: actorInput,
        response: {
          201: answerOf('Made now', actor),
          200: answerOf('The same key made it before', actor),
          ...problems(400, 403, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const idempotency = readIdempotency(request, 'actor');
      const made = await store.createActor(principalOf(request.headers), request.body, idempotency);
      return answerCreated(reply, 'actors', made.actor, made.isReplay);
    },
  );

  app.get(
    '/actors/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'An actor',
        tags,
        params: idParams,
        response: { 200: answerOf('The actor', actor), ...problems(404) },
      },
    },
    async (request, reply) =>
      answerRecord(reply, await store.getActor(principalOf(request.headers), readId(request.params.id))),
  );

  app.patch(
    '/actors/:id',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Change an actor',
        tags,
        consumes: ['application/merge-patch+json', 'application/json'],
        params: idParams,
        headers: changeHeaders,
        body: patchBody,
        response: {
          200: answerOf('The actor as it is now', actor),
          ...problems(400, 403, 404, 412, 413, 415, 422, 428),
        },
      },
    },
    async (request, reply) => {
      const who = principalOf(request.headers);
      const versions = readVersions(request.headers);
      const current = matchVersion(versions, await store.getActor(who, readId(request.params.id)));
      const input = patchRecord(actorInput, current, request.body);
      return answerRecord(reply, await store.updateActor(who, current.id, current.version, input));
    },
  );
}
