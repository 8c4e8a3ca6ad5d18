import * as z from 'zod';
import { actor, actorInput } from '@/db/model/reference';
import { text, uuid } from '@/db/model/values/scalars';
import { pageQuery } from '../../page-query';
import { openPage, sealPage } from '../../paging';
import type { Runtime } from '../../runtime';
import { compressResponse } from '../encoding/compress-response';
import type { Api } from '../fastify-api';
import { changeHeaders, creationHeaders, matchVersion, readIdempotency, readVersions } from '../headers';
import { idParams, patchBody, patchRecord, readId, sendCreated, sendRecord } from '../records';
import { jsonResponse, pageSchema, problemResponses } from '../responses';

const tags = ['actors'];

const actorsQuery = z.strictObject({
  q: text(200).optional(),
  ...pageQuery,
});

export function actorRoutes(app: Api, runtime: Runtime): void {
  const { store } = runtime;

  app.get(
    '/actors',
    {
      config: { access: 'signed-in' },
      onSend: compressResponse,
      schema: {
        summary: 'Threat actors, searchable by name and alias',
        tags,
        querystring: actorsQuery,
        response: { 200: jsonResponse('A page of actors', pageSchema(actor)), ...problemResponses(422) },
      },
    },
    async (request) => {
      const { page, ...query } = request.query;
      const after = openPage(runtime, 'actors', page, uuid);
      const { items, next } = await store.listActors(request.principal, { ...query, after });
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
          201: jsonResponse('Created', actor),
          200: jsonResponse('Created by an earlier request with the same key', actor),
          ...problemResponses(400, 403, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const idempotency = readIdempotency(request, 'actor');
      const created = await store.createActor(request.principal, request.body, idempotency);
      return sendCreated(reply, 'actors', created.actor, created.isReplay);
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
        response: { 200: jsonResponse('The actor', actor), ...problemResponses(404) },
      },
    },
    async (request, reply) =>
      sendRecord(reply, await store.getActor(request.principal, readId(request.params.id))),
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
          200: jsonResponse('The current actor', actor),
          ...problemResponses(400, 403, 404, 412, 413, 415, 422, 428),
        },
      },
    },
    async (request, reply) => {
      const who = request.principal;
      const versions = readVersions(request.headers);
      const current = matchVersion(versions, await store.getActor(who, readId(request.params.id)));
      const input = patchRecord(actorInput, current, request.body);
      return sendRecord(reply, await store.updateActor(who, current.id, current.version, input));
    },
  );
}
