import * as z from 'zod';
import { anyOf } from '@/db/model/filter';
import { mission, missionInput } from '@/db/model/reference';
import { country, text, uuid } from '@/db/model/values/scalars';
import { missionTypes } from '@/db/model/words';
import { pageQuery } from '../../page-query';
import { openPage, sealPage } from '../../paging';
import type { Runtime } from '../../runtime';
import { compressResponse } from '../encoding/compress-response';
import type { Api } from '../fastify-api';
import { changeHeaders, creationHeaders, matchVersion, readIdempotency, readVersions } from '../headers';
import { idParams, patchBody, patchRecord, readId, sendCreated, sendRecord } from '../records';
import { jsonResponse, pageSchema, problemResponses } from '../responses';

const tags = ['missions'];

const missionsQuery = z.strictObject({
  sending: anyOf(country).optional(),
  host: anyOf(country).optional(),
  city: text(120).optional(),
  type: anyOf(z.enum(missionTypes)).optional(),
  q: text(200).optional(),
  ...pageQuery,
});

export function missionRoutes(app: Api, runtime: Runtime): void {
  const { store } = runtime;

  app.get(
    '/missions',
    {
      config: { access: 'signed-in' },
      onSend: compressResponse,
      schema: {
        summary: 'The register of missions',
        tags,
        querystring: missionsQuery,
        response: { 200: jsonResponse('A page of missions', pageSchema(mission)), ...problemResponses(422) },
      },
    },
    async (request) => {
      const { page, ...query } = request.query;
      const after = openPage(runtime, 'missions', page, uuid);
      const { items, next } = await store.listMissions(request.principal, { ...query, after });
      return { items, next: next && sealPage(runtime, 'missions', next) };
    },
  );

  app.post(
    '/missions',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Add a mission',
        tags,
        headers: creationHeaders,
        body: missionInput,
        response: {
          201: jsonResponse('Created', mission),
          200: jsonResponse('Created by an earlier request with the same key', mission),
          ...problemResponses(400, 403, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const idempotency = readIdempotency(request, 'mission');
      const created = await store.createMission(request.principal, request.body, idempotency);
      return sendCreated(reply, 'missions', created.mission, created.isReplay);
    },
  );

  app.get(
    '/missions/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'A mission',
        tags,
        params: idParams,
        response: { 200: jsonResponse('The mission', mission), ...problemResponses(404) },
      },
    },
    async (request, reply) =>
      sendRecord(reply, await store.getMission(request.principal, readId(request.params.id))),
  );

  app.patch(
    '/missions/:id',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Change a mission',
        tags,
        consumes: ['application/merge-patch+json', 'application/json'],
        params: idParams,
        headers: changeHeaders,
        body: patchBody,
        response: {
          200: jsonResponse('The current mission', mission),
          ...problemResponses(400, 403, 404, 412, 413, 415, 422, 428),
        },
      },
    },
    async (request, reply) => {
      const who = request.principal;
      const versions = readVersions(request.headers);
      const current = matchVersion(versions, await store.getMission(who, readId(request.params.id)));
      const input = patchRecord(missionInput, current, request.body);
      return sendRecord(reply, await store.updateMission(who, current.id, current.version, input));
    },
  );
}
