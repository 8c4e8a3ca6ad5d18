import * as z from 'zod';
import { timeline, timelineQuery } from '@/db/model/timeline';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { createRenderer, sendRendered } from '../rendered';
import { jsonResponse, problemResponses } from '../responses';

export function timelineRoutes(app: Api, { store }: Runtime): void {
  const render = createRenderer();

  app.get(
    '/timeline',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Incidents and threats by day, week, month or year, and threats as spans',
        description:
          'A date without a time is the same day in every time zone. Dates that are known to the month or year are in no finer bucket.',
        tags: ['board'],
        querystring: timelineQuery,
        response: {
          200: jsonResponse('The timeline', timeline),
          304: z.null().meta({ description: 'Nothing has changed since the ETag in If-None-Match' }),
          ...problemResponses(422, 429, 503),
        },
      },
    },
    async (request, reply) => {
      const { answer } = await store.timeline(request.principal, request.query, request.signal);
      return sendRendered(request, reply, render(answer));
    },
  );
}
