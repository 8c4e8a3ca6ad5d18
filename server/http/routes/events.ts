import * as z from 'zod';
import { notFound, versionConflict } from '@/db/model/errors';
import { type Event, event, eventInput } from '@/db/model/event/event';
import { eventRef } from '@/db/model/event/fields';
import { text, uuid } from '@/db/model/values/scalars';
import { patchEvent } from '../../events/edit-event';
import { eventList, eventsQuery } from '../../events/list-events';
import { parse } from '../../parse';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { changeHeaders, creationHeaders, matchVersion, readIdempotency, readVersions } from '../headers';
import { patchBody, sendCreated, sendRecord } from '../records';
import { jsonResponse, problemResponses, sendEmpty, sendJson } from '../responses';
import { changeProblems, creationProblems, deletion, patchTypes } from './records';

const tags = ['events'];
const eventParams = z.object({
  id: z.string().meta({ description: 'An id, or a ref such as THR-2023-0004' }),
});
const patchReason = z.object({ reason: text(500).nullish() });

/** @throws AppError 'not-found' if it is neither an id nor a ref */
export function readEventId(given: string): string {
  const parsed = z.union([uuid, eventRef]).safeParse(given);
  if (parsed.success) return parsed.data;
  throw notFound('event');
}

/** As `matchVersion`. A client that names a merged event has not seen the one that it leads to. */
function matchEvent(versions: readonly number[], idOrRef: string, current: Event): Event {
  if (idOrRef !== current.id && idOrRef !== current.ref) throw versionConflict(current);
  return matchVersion(versions, current);
}

export function eventRoutes(app: Api, runtime: Runtime): void {
  const { store } = runtime;

  app.get(
    '/events',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Events, newest first, by any combination of filters',
        description:
          'Values separated by commas are alternatives; different parameters must all match. targeted, targetType, diplomatic and mission must match the same target.',
        tags,
        querystring: eventsQuery,
        response: { 200: jsonResponse('A page of events', eventList), ...problemResponses(422, 429) },
      },
    },
    async (request, reply) => {
      const who = request.principal;
      const { itemsJson, ...rest } = await runtime.listEvents(who, request.query, request.signal);
      const [before, after] = ['{"items":', `,${JSON.stringify(rest).slice(1)}`];
      return sendJson(reply, Buffer.concat([Buffer.from(before), itemsJson, Buffer.from(after)]));
    },
  );

  app.post(
    '/events',
    {
      config: { access: 'analyst', body: 'event' },
      schema: {
        summary: 'Log an incident or a threat',
        tags,
        headers: creationHeaders,
        body: eventInput,
        response: {
          201: jsonResponse('Created', event),
          200: jsonResponse(
            'Created by an earlier request with the same key: the current record, with Idempotent-Replay: true',
            event,
          ),
          ...creationProblems,
        },
      },
    },
    async (request, reply) => {
      const idempotency = readIdempotency(request, 'event');
      const created = await store.createEvent(request.principal, request.body, idempotency);
      return sendCreated(reply, 'events', created.event, created.isReplay);
    },
  );

  app.get(
    '/events/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'An event',
        tags,
        params: eventParams,
        response: {
          200: jsonResponse('The event; its ETag is its version', event),
          ...problemResponses(404),
        },
      },
    },
    async (request, reply) =>
      sendRecord(reply, await store.getEvent(request.principal, readEventId(request.params.id))),
  );

  app.patch(
    '/events/:id',
    {
      config: { access: 'analyst', body: 'event' },
      schema: {
        summary: 'Change an event',
        description:
          'The body is a JSON Merge Patch; reason is the reason for the change and no field of the event.',
        tags,
        consumes: patchTypes,
        params: eventParams,
        headers: changeHeaders,
        body: patchBody,
        response: {
          200: jsonResponse('The current event', event),
          ...changeProblems,
        },
      },
    },
    async (request, reply) => {
      const who = request.principal;
      const versions = readVersions(request.headers);
      const id = readEventId(request.params.id);
      const current = matchEvent(versions, id, await store.getEvent(who, id));
      const { reason: given, ...patch } = request.body;
      const { reason } = parse(patchReason, { reason: given });
      const input = patchEvent(current, patch);
      const linksSeen = current.incident?.realises ?? current.threat?.realisedBy;
      return sendRecord(
        reply,
        await store.updateEvent(who, current.id, current.version, input, reason || null, linksSeen),
      );
    },
  );

  app.delete(
    '/events/:id',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Delete an event: it is removed from every list, and its history is kept',
        tags,
        params: eventParams,
        headers: changeHeaders,
        body: deletion,
        response: {
          204: z.null().meta({ description: 'Deleted' }),
          ...changeProblems,
        },
      },
    },
    async (request, reply) => {
      const who = request.principal;
      const versions = readVersions(request.headers);
      const id = readEventId(request.params.id);
      const current = matchEvent(versions, id, await store.getEvent(who, id));
      await store.deleteEvent(who, current.id, current.version, request.body.reason);
      return sendEmpty(reply, 204);
    },
  );
}
