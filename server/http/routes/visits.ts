import * as z from 'zod';
import { anyOf } from '@/db/model/filter';
import { visit, visitInput } from '@/db/model/reference';
import { country, text, uuid } from '@/db/model/values/scalars';
import { pageQuery } from '../../page-query';
import { openPage, sealPage } from '../../paging';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { changeHeaders, creationHeaders, matchVersion, readIdempotency, readVersions } from '../headers';
import { idParams, patchBody, patchRecord, readId, sendCreated, sendRecord } from '../records';
import { jsonResponse, pageSchema, problemResponses } from '../responses';

const tags = ['visits'];

const visitsQuery = z.strictObject({
  country: anyOf(country).optional(),
  host: anyOf(country).optional(),
  q: text(200).optional(),
  ...pageQuery,
});

export function visitRoutes(app: Api, runtime: Runtime): void {
  const { store } = runtime;

  app.get(
    '/visits',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Visiting delegations',
        tags,
        querystring: visitsQuery,
        response: { 200: jsonResponse('A page of visits', pageSchema(visit)), ...problemResponses(422) },
      },
    },
    async (request) => {
      const { page, ...query } = request.query;
      const after = openPage(runtime, 'visits', page, uuid);
      const { items, next } = await store.listVisits(request.principal, { ...query, after });
      return { items, next: next && sealPage(runtime, 'visits', next) };
    },
  );

  app.post(
    '/visits',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Add a visit',
        tags,
        headers: creationHeaders,
        body: visitInput,
        response: {
          201: jsonResponse('Created', visit),
          200: jsonResponse('Created by an earlier request with the same key', visit),
          ...problemResponses(400, 403, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const idempotency = readIdempotency(request, 'visit');
      const created = await store.createVisit(request.principal, request.body, idempotency);
      return sendCreated(reply, 'visits', created.visit, created.isReplay);
    },
  );

  app.get(
    '/visits/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'A visit',
        tags,
        params: idParams,
        response: { 200: jsonResponse('The visit', visit), ...problemResponses(404) },
      },
    },
    async (request, reply) =>
      sendRecord(reply, await store.getVisit(request.principal, readId(request.params.id))),
  );

  app.patch(
    '/visits/:id',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Change a visit',
        tags,
        consumes: ['application/merge-patch+json', 'application/json'],
        params: idParams,
        headers: changeHeaders,
        body: patchBody,
        response: {
          200: jsonResponse('The current visit', visit),
          ...problemResponses(400, 403, 404, 412, 413, 415, 422, 428),
        },
      },
    },
    async (request, reply) => {
      const who = request.principal;
      const versions = readVersions(request.headers);
      const current = matchVersion(versions, await store.getVisit(who, readId(request.params.id)));
      const input = patchRecord(visitInput, current, request.body);
      return sendRecord(reply, await store.updateVisit(who, current.id, current.version, input));
    },
  );
}
