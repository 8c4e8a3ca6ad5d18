import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { idParams } from '../records';
import { jsonResponse, problemResponses } from '../responses';
import { readEventId } from './events';
import { versionList } from './records';

export function historyRoutes(app: Api, { store }: Runtime): void {
  app.get(
    '/events/:id/history',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'The changes of an event, with who made them and why, newest first',
        tags: ['events'],
        params: idParams,
        response: {
          200: jsonResponse('The versions of the event', versionList),
          ...problemResponses(404),
        },
      },
    },
    async (request) => ({
      items: await store.listHistory(request.principal, readEventId(request.params.id)),
    }),
  );
}
