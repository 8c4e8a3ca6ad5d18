import { status } from '@/db/model/status';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { answerOf, problems } from '../responses';

/** How the installation is running. */
export function statusRoutes(app: Api, { readStatus, principalOf }: Runtime): void {
  app.get(
    '/status',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'How this installation is running (administrators)',
        tags: ['about'],
        response: {
          200: answerOf('Version, backups, disk, database and what fails', status),
          ...problems(401, 403),
        },
      },
    },
    async (request) => readStatus(principalOf(request.headers)),
  );
}
