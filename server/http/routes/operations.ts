import * as z from 'zod';
import { undoInParts } from '@/db/batches';
import { notFound } from '@/db/model/errors';
import { bulkRequest, operationAnswer } from '@/db/model/event/bulk-change';
import { requiredText, uuid } from '@/db/model/values/scalars';
import { findSelected } from '../../events/find-selected';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { creationHeaders, readIdempotency } from '../headers';
import { idParams } from '../records';
import { jsonResponse, problemResponses } from '../responses';
import { creationProblems } from './records';

const undo = z.strictObject({ reason: requiredText(500) });

export function operationRoutes(app: Api, { store }: Runtime): void {
  app.post(
    '/events/bulk',
    {
      config: { access: 'analyst', body: 'bulk' },
      schema: {
        summary: 'Change up to 1,000 events at once',
        description:
          'In one transaction and as one operation, which can be undone. Current threats and attacks under way are skipped for status, severity, handling and milder markings. What does not fit one event leaves that event as it is, and is listed with its code.',
        tags: ['events'],
        headers: creationHeaders,
        body: bulkRequest,
        response: {
          200: jsonResponse('What was changed; the header Operation-Id names the operation', operationAnswer),
          ...creationProblems,
        },
      },
    },
    async (request, reply) => {
      const { principal, body, signal } = request;
      const idempotency = readIdempotency(request, 'bulk');
      const { patch, reason, expectedCount = null } = body;
      const events = await findSelected(store, principal, body, signal);
      const change = { events, expectedCount, patch, reason, idempotency };
      const { isReplay, heldMillis: _, ...answer } = await store.changeEvents(principal, change);
      if (isReplay) reply.header('Idempotent-Replay', 'true');
      reply.header('Operation-Id', answer.operationId);
      return answer;
    },
  );

  app.post(
    '/operations/:id/undo',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Undo an operation: its records get back what stood before, as new versions',
        description:
          'Records that somebody has changed since are skipped; those that the caller may not see are left alone and not told. The operation of another person needs an administrator. The undo is an operation too, and can be undone. Repeating it does no harm, so it needs no Idempotency-Key.',
        tags: ['events'],
        params: idParams,
        headers: creationHeaders.partial(),
        body: undo,
        response: {
          200: jsonResponse('What was changed back', operationAnswer),
          ...problemResponses(400, 401, 403, 404, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const operation = uuid.safeParse(request.params.id);
      if (!operation.success) throw notFound('operation');
      const answer = await undoInParts(store, request.principal, operation.data, request.body.reason);
      reply.header('Operation-Id', answer.operationId);
      return answer;
    },
  );
}
