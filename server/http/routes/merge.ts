import * as z from 'zod';
import { event } from '@/db/model/event/event';
import { eventRef } from '@/db/model/event/fields';
import { requiredText, uuid } from '@/db/model/values/scalars';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { changeHeaders, creationHeaders, etagOf, readIdempotency, readVersions } from '../headers';
import { idParams } from '../records';
import { jsonResponse, problemResponses, sendJson } from '../responses';
import { readEventId } from './events';

const headers = changeHeaders.extend(creationHeaders.shape);
const merge = z.strictObject({
  into: z.union([uuid, eventRef]).meta({ description: 'The id or ref of the event that stays' }),
  intoVersion: z.int().min(1).optional().meta({
    description: 'The version of that event which was seen; 412 with `current` if it has moved on since',
  }),
  reason: requiredText(500),
});
const mergedEvent = z.strictObject({ ...event.shape, operationId: uuid });

export function mergeRoutes(app: Api, { store }: Runtime): void {
  app.post(
    '/events/:id/merge',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Merge an event into another of its kind',
        description:
          'The other event gets the sources, targets, actors, tags, casualties and links of both and the stricter marking; what cannot be united stays as it is there. This event is deleted, and its id and ref lead to the other. If-Match is the version of this event. POST /api/operations/:id/undo undoes it.',
        tags: ['events'],
        params: idParams,
        headers,
        body: merge,
        response: {
          200: jsonResponse('The event that stays, with the id of the operation', mergedEvent),
          ...problemResponses(400, 401, 403, 404, 412, 413, 415, 422, 428),
        },
      },
    },
    async (request, reply) => {
      const { event, operationId, isReplay } = await store.mergeEvent(
        request.principal,
        readEventId(request.params.id),
        {
          ...request.body,
          versions: readVersions(request.headers),
          idempotency: readIdempotency(request, 'merge'),
        },
      );
      if (isReplay) reply.header('Idempotent-Replay', 'true');
      reply.header('ETag', etagOf(event.version)).header('Operation-Id', operationId);
      return sendJson(reply, JSON.stringify({ ...event, operationId }));
    },
  );
}
