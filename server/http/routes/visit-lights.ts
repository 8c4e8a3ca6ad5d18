import * as z from 'zod';
import { litVisit } from '@/db/model/lit-visit';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { jsonResponse } from '../responses';

export function visitLightRoutes(app: Api, runtime: Runtime): void {
  app.get(
    '/lit-visits',
    {
      config: { access: 'signed-in' },
      schema: {
        summary:
          'The visits under way or within 72 hours that a current threat or an ongoing attack concerns now, with these events',
        tags: ['visits'],
        response: {
          200: jsonResponse('The visits, earliest first', z.strictObject({ items: z.array(litVisit) })),
        },
      },
    },
    async (request) => {
      const lit = await runtime.readVisitLights(request.principal);
      return { items: lit.map(({ visit, events }) => ({ visit, events: events.map(({ id }) => id) })) };
    },
  );
}
