import * as z from 'zod';
import { event } from '@/db/model/event/event';
import { requiredText } from '@/db/model/values/scalars';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { creationHeaders, readIdempotency } from '../headers';
import { idParams, sendRecord } from '../records';
import { jsonResponse, problemResponses } from '../responses';
import { readEventId } from './events';

const restoration = z.strictObject({ reason: requiredText(500) });

export function restoreRoutes(app: Api, { store }: Runtime): void {
  app.post(
    '/events/:id/restore',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Restore a deleted event as its next version',
        description:
          'GET /api/events?deleted=true lists the events that can be restored. With an Idempotency-Key, a retry creates no second version.',
        tags: ['events'],
        params: idParams,
        headers: creationHeaders.partial(),
        body: restoration,
        response: {
          200: jsonResponse('The current event', event),
          ...problemResponses(400, 401, 403, 404, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const id = readEventId(request.params.id);
      const isRepeatable = request.headers['idempotency-key'] !== undefined;
      const idempotency = isRepeatable ? readIdempotency(request, 'restore') : null;
      const who = request.principal;
      const restored = await store.restoreEvent(who, id, request.body.reason, idempotency);
      if (restored.isReplay) reply.header('Idempotent-Replay', 'true');
      return sendRecord(reply, restored.event);
    },
  );
}
