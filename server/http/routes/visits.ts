import * as z from 'zod';
import { anyOf } from '@/db/model/filter';
import { visit, visitInput } from '@/db/model/reference';
import { country, text, uuid } from '@/db/model/values/scalars';
import { pageQuery } from '../../page-query';
import { openPage, sealPage } from '../../paging';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { changeHeaders, creationHeaders, matchVersion, readIdempotency, readVersions } from '../headers';
import { answerCreated, answerRecord, idParams, patchBody, patchRecord, readId } from '../records';
import { answerOf, pageOf, problems } from '../responses';

const tags = ['visits'];

const visitsQuery = z.strictObject({
  country: anyOf(country).optional(),
  host: anyOf(country).optional(),
  q: text(200).optional(),
  ...pageQuery,
});

export function visitRoutes(app: Api, runtime: Runtime): void {
  const { store, principalOf } = runtime;

  app.get(
    '/visits',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Visiting delegations',
        tags,
        querystring: visitsQuery,
        response: { 200: answerOf('A page of visits', pageOf(visit)), ...problems(422) },
      },
    },
    async (request) => {
      const { page, ...query } = request.query;
      const after = openPage(runtime, 'visits', page, uuid);
      const { items, next } = await store.listVisits(principalOf(request.headers), { ...query, after });
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
          201: answerOf('Made now', visit),
          200: answerOf('The same key made it before', visit),
          ...problems(400, 403, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const idempotency = readIdempotency(request, 'visit');
      const made = await store.createVisit(principalOf(request.headers), request.body, idempotency);
      return answerCreated(reply, 'visits', made.visit, made.isReplay);
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
        response: { 200: answerOf('The visit', visit), ...problems(404) },
      },
    },
    async (request, reply) =>
      answerRecord(reply, await store.getVisit(principalOf(request.headers), readId(request.params.id))),
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
          200: answerOf('The visit as it is now', visit),
          ...problems(400, 403, 404, 412, 413, 415, 422, 428),
        },
      },
    },
    async (request, reply) => {
      const who = principalOf(request.headers);
      const versions = readVersions(request.headers);
      const current = matchVersion(versions, await store.getVisit(who, readId(request.params.id)));
      const input = patchRecord(visitInput, current, request.body);
      return answerRecord(reply, await store.updateVisit(who, current.id, current.version, input));
    },
  );
}
