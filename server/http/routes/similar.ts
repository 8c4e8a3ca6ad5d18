import * as z from 'zod';
import { similarDraft, similarEvent } from '@/db/model/similar';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { jsonResponse, problemResponses } from '../responses';

const maxSimilar = 10;

export function similarRoutes(app: Api, { store }: Runtime): void {
  app.post(
    '/similar',
    {
      config: { access: 'signed-in', body: 'event' },
      schema: {
        summary: 'Events that are similar to a draft, the most similar first',
        description:
          'The body is any part of the input of an event, and the id of the event that is edited. Targets and places are compared within days, texts, addresses and origins with all years.',
        tags: ['events'],
        body: similarDraft,
        response: {
          200: jsonResponse('At most ten events', z.strictObject({ items: z.array(similarEvent) })),
          ...problemResponses(400, 401, 413, 415, 422, 429),
        },
      },
    },
    async (request) => {
      const { id = null, ...draft } = request.body;
      const query = { draft, exceptId: id, limit: maxSimilar };
      return { items: await store.listSimilar(request.principal, query, request.signal) };
    },
  );
}
