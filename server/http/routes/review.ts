import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { event } from '@/db/model/event/event';
import { review } from '@/db/model/event/review';
import { requiredText, text } from '@/db/model/values/scalars';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { changeHeaders, creationHeaders, readIdempotency, readVersions } from '../headers';
import { idParams, sendRecord } from '../records';
import { jsonResponse, problemResponses } from '../responses';
import { readEventId } from './events';

const headers = changeHeaders.extend(creationHeaders.partial().shape);
const confirmation = z.strictObject({ reason: text(500).nullish() });
const reversal = z.strictObject({ reason: requiredText(500) });
const problems = problemResponses(400, 401, 403, 404, 412, 413, 415, 422, 428);

export function reviewRoutes(app: Api, { store, readReview }: Runtime): void {
  app.get(
    '/review',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'What is to be reviewed: to be confirmed, expired, overdue or due, the most pressing first',
        tags: ['events'],
        response: { 200: jsonResponse('All of it', review), ...problemResponses(401, 403) },
      },
    },
    async (request) => ({ items: await readReview(request.principal) }),
  );

  app.post(
    '/events/:id/confirm',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Confirm, as a second person, what is to be confirmed of an event',
        description:
          'Confirms what others changed; what the caller changed stays to be confirmed by somebody else. Of a deleted event its deletion is confirmed.',
        tags: ['events'],
        params: idParams,
        headers,
        body: confirmation,
        response: { 200: jsonResponse('The event as it is now', event), ...problems },
      },
    },
    async (request, reply) => {
      const { reason } = request.body;
      const given = { ...readGiven(request, 'confirm'), reason: reason || null };
      const id = readEventId(request.params.id);
      const confirmed = await store.confirmChanges(request.principal, id, given);
      if (confirmed.isReplay) reply.header('Idempotent-Replay', 'true');
      return sendRecord(reply, confirmed.event);
    },
  );

  app.post(
    '/events/:id/revert',
    {
      config: { access: 'analyst' },
      schema: {
        summary:
          'Revert what is to be confirmed of an event: it gets back what stood before, as a new version',
        description: 'What somebody has changed since stays as it is. A deleted event is restored.',
        tags: ['events'],
        params: idParams,
        headers,
        body: reversal,
        response: { 200: jsonResponse('The event as it is now', event), ...problems },
      },
    },
    async (request, reply) => {
      const given = { ...readGiven(request, 'revert'), reason: request.body.reason };
      const id = readEventId(request.params.id);
      const reverted = await store.revertChanges(request.principal, id, given);
      if (reverted.isReplay) reply.header('Idempotent-Replay', 'true');
      return sendRecord(reply, reverted.event);
    },
  );
}

function readGiven(request: FastifyRequest, purpose: string) {
  const isRepeatable = request.headers['idempotency-key'] !== undefined;
  return {
    versions: readVersions(request.headers),
    idempotency: isRepeatable ? readIdempotency(request, purpose) : null,
  };
}
