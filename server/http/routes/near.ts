import { listNear, nearList, nearPageQuery } from '../../events/list-near';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { jsonResponse, problemResponses, sendJson } from '../responses';

export function nearRoutes(app: Api, runtime: Runtime): void {
  app.get(
    '/near',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Events near missions, whether or not they name them',
        description:
          'Newest event first, with each of its nearest missions within the radius, nearest first and ten at most. limit counts events. With countries and missions, both must hold for the same mission. Missions and events without coordinates are left out. The same events: GET /events with nearCountries, nearMissions and radiusKm.',
        tags: ['events'],
        querystring: nearPageQuery,
        response: {
          200: jsonResponse('Pairs of an event and a mission', nearList),
          ...problemResponses(422, 429, 503),
        },
      },
    },
    async (request, reply) =>
      sendJson(reply, await listNear(runtime, request.principal, request.query, request.signal)),
  );
}
