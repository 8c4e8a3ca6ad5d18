import * as z from 'zod';
import type { RecordDefinition } from '@/db/model/records/define-record';
import { records } from '@/db/model/records/record-types';
import { historyItem } from '@/db/model/reference';
import { requiredText, uuid } from '@/db/model/values/scalars';
import type { Role } from '@/db/model/words';
import type { AnyRecords } from '@/db/store-records';
import { pageQuery } from '../../page-query';
import { openPage, sealPage } from '../../paging';
import type { Runtime } from '../../runtime';
import type { RouteAccess } from '../authorize';
import { compressResponse } from '../encoding/compress-response';
import type { Api } from '../fastify-api';
import { changeHeaders, creationHeaders, matchVersion, readIdempotency, readVersions } from '../headers';
import { idParams, patchBody, patchRecord, readId, sendCreated, sendRecord } from '../records';
import { jsonResponse, pageSchema, problemResponses, sendEmpty } from '../responses';

export const deletion = z.strictObject({ reason: requiredText(500) });
export const versionList = z.strictObject({ items: z.array(historyItem) });

/** The problems of a request that creates, and of one that changes a record. */
export const creationProblems = problemResponses(400, 403, 413, 415, 422);
export const changeProblems = problemResponses(400, 403, 404, 412, 413, 415, 422, 428);
export const patchTypes = ['application/merge-patch+json', 'application/json'];

/** The routes of every record type beside events. */
export function recordRoutes(app: Api, runtime: Runtime): void {
  for (const definition of Object.values(records)) addRecordRoutes(app, runtime, definition);
}

function addRecordRoutes(app: Api, runtime: Runtime, definition: RecordDefinition): void {
  const store: AnyRecords = runtime.store;
  const { type, path, noun, summary, schema, input, roles } = definition;
  const tags = [path];
  const thing = noun.slice(noun.indexOf(' ') + 1);
  const reading = accessFor(roles.read);

  app.get(
    `/${path}`,
    {
      config: { access: reading },
      onSend: compressResponse,
      schema: {
        summary,
        tags,
        querystring: z.strictObject({ ...definition.query, ...pageQuery }),
        response: { 200: jsonResponse(`A page of ${path}`, pageSchema(schema)), ...problemResponses(422) },
      },
    },
    async (request) => {
      const { page, ...query } = request.query;
      const after = openPage(runtime, path, page, uuid);
      const { items, next } = await store.listRecords(request.principal, type, {
        ...query,
        after,
      });
      return { items, next: next && sealPage(runtime, path, next) };
    },
  );

  app.post(
    `/${path}`,
    {
      config: { access: accessFor(roles.create) },
      schema: {
        summary: `Add ${noun}`,
        tags,
        headers: creationHeaders,
        body: input,
        response: {
          201: jsonResponse('Created', schema),
          200: jsonResponse('Created by an earlier request with the same key', schema),
          ...creationProblems,
        },
      },
    },
    async (request, reply) => {
      const idempotency = readIdempotency(request, type);
      const who = request.principal;
      const { record, isReplay } = await store.createRecord(who, type, request.body, idempotency);
      return sendCreated(reply, path, record, isReplay);
    },
  );

  app.get(
    `/${path}/:id`,
    {
      config: { access: reading },
      schema: {
        summary: `${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`,
        tags,
        params: idParams,
        response: { 200: jsonResponse(`The ${thing}`, schema), ...problemResponses(404) },
      },
    },
    async (request, reply) =>
      sendRecord(reply, await store.getRecord(request.principal, type, readId(request.params.id))),
  );

  app.patch(
    `/${path}/:id`,
    {
      config: { access: accessFor(roles.update) },
      schema: {
        summary: `Change ${noun}`,
        tags,
        consumes: patchTypes,
        params: idParams,
        headers: changeHeaders,
        body: patchBody,
        response: { 200: jsonResponse(`The current ${thing}`, schema), ...changeProblems },
      },
    },
    async (request, reply) => {
      const who = request.principal;
      const versions = readVersions(request.headers);
      const current = matchVersion(versions, await store.getRecord(who, type, readId(request.params.id)));
      const changed = patchRecord(input, current, request.body);
      return sendRecord(reply, await store.updateRecord(who, type, current.id, current.version, changed));
    },
  );

  app.get(
    `/${path}/:id/history`,
    {
      config: { access: reading },
      schema: {
        summary: `The changes of ${noun}, with who made them, newest first`,
        tags,
        params: idParams,
        response: {
          200: jsonResponse(`The versions of the ${thing}`, versionList),
          ...problemResponses(404),
        },
      },
    },
    async (request) => ({
      items: await store.listRecordHistory(request.principal, type, readId(request.params.id)),
    }),
  );

  if (roles.delete === null) return;
  app.delete(
    `/${path}/:id`,
    {
      config: { access: accessFor(roles.delete) },
      schema: {
        summary: `Delete ${noun}: its history is kept`,
        tags,
        params: idParams,
        headers: changeHeaders,
        body: deletion,
        response: { 204: z.null().meta({ description: 'Deleted' }), ...changeProblems },
      },
    },
    async (request, reply) => {
      const who = request.principal;
      const versions = readVersions(request.headers);
      const current = matchVersion(versions, await store.getRecord(who, type, readId(request.params.id)));
      await store.deleteRecord(who, type, current.id, current.version, request.body.reason);
      return sendEmpty(reply, 204);
    },
  );
}

function accessFor(role: Role): Exclude<RouteAccess, 'public'> {
  return role === 'viewer' ? 'signed-in' : role;
}
