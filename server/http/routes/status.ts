import { status } from '@/db/model/status';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { jsonResponse, problemResponses } from '../responses';

export function statusRoutes(app: Api, { readStatus }: Runtime): void {
  app.get(
    '/status',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'The state of this installation (administrators)',
        tags: ['about'],
        response: {
          200: jsonResponse('Version, backups, disk, database and failing parts', status),
          ...problemResponses(401, 403),
        },
      },
    },
    async (request) => readStatus(request.principal),
  );
}
