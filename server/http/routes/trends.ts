import * as z from 'zod';
import { trends, trendsQuery } from '@/db/model/trends';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { createRenderer, sendRendered } from '../rendered';
import { jsonResponse, problemResponses } from '../responses';

export function trendsRoutes(app: Api, { store }: Runtime): void {
  const render = createRenderer();

  app.get(
    '/trends',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'How many events there are by a property and by time, and what has changed',
        description: 'They show what was recorded, and not how dangerous a place is.',
        tags: ['board'],
        querystring: trendsQuery,
        response: {
          200: jsonResponse('The trends', trends),
          304: z.null().meta({ description: 'Nothing has changed since the ETag in If-None-Match' }),
          ...problemResponses(422, 429, 503),
        },
      },
    },
    async (request, reply) => {
      const { answer } = await store.trends(request.principal, request.query, Date.now(), request.signal);
      return sendRendered(request, reply, render(answer));
    },
  );
}
