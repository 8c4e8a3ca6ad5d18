import * as z from 'zod';
import { historyItem } from '@/db/model/reference';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { idParams } from '../records';
import { answerOf, problems } from '../responses';
import { readEventId } from './events';

export function historyRoutes(app: Api, { store, principalOf }: Runtime): void {
  app.get(
    '/events/:id/history',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'What was changed in an event, by whom and why, newest first',
        tags: ['events'],
        params: idParams,
        response: {
          200: answerOf('Its versions', z.strictObject({ items: z.array(historyItem) })),
          ...problems(404),
        },
      },
    },
    async (request) => ({
      items: await store.listHistory(principalOf(request.headers), readEventId(request.params.id)),
    }),
  );
}
