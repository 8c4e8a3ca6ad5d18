import * as z from 'zod';
import { anyOf } from '@/db/model/filter';
import { mission, missionInput } from '@/db/model/reference';
import { country, text, uuid } from '@/db/model/values/scalars';
import { missionTypes } from '@/db/model/words';
import { pageQuery } from '../../page-query';
import { openPage, sealPage } from '../../paging';
import type { Runtime } from '../../runtime';
import { compressAnswer } from '../encoding/compress-answer';
import type { Api } from '../fastify-api';
import { changeHeaders, creationHeaders, matchVersion, readIdempotency, readVersions } from '../headers';
import { answerCreated, answerRecord, idParams, patchBody, patchRecord, readId } from '../records';
import { answerOf, pageOf, problems } from '../responses';

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
  const { store, principalOf } = runtime;

  app.get(
    '/missions',
    {
      config: { access: 'signed-in' },
      onSend: compressAnswer,
      schema: {
        summary: 'The register of missions',
        tags,
        querystring: missionsQuery,
        response: { 200: answerOf('A page of missions', pageOf(mission)), ...problems(422) },
      },
    },
    async (request) => {
      const { page, ...query } = request.query;
      const after = openPage(runtime, 'missions', page, uuid);
      const { items, next } = await store.listMissions(principalOf(request.headers), { ...query, after });
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
          201: answerOf('Made now', mission),
          200: answerOf('The same key made it before', mission),
          ...problems(400, 403, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const idempotency = readIdempotency(request, 'mission');
      const made = await store.createMission(principalOf(request.headers), request.body, idempotency);
      return answerCreated(reply, 'missions', made.mission, made.isReplay);
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
        response: { 200: answerOf('The mission', mission), ...problems(404) },
      },
    },
    async (request, reply) =>
      answerRecord(reply, await store.getMission(principalOf(request.headers), readId(request.params.id))),
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
          200: answerOf('The mission as it is now', mission),
          ...problems(400, 403, 404, 412, 413, 415, 422, 428),
        },
      },
    },
    async (request, reply) => {
      const who = principalOf(request.headers);
      const versions = readVersions(request.headers);
      const current = matchVersion(versions, await store.getMission(who, readId(request.params.id)));
      const input = patchRecord(missionInput, current, request.body);
      return answerRecord(reply, await store.updateMission(who, current.id, current.version, input));
    },
  );
}
