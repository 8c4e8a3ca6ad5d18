import { status } from '@/db/model/status';
import type { Runtime } from '../../runtime';
import { answerOf, problems } from '../answers';
import type { Api } from '../fastify-api';

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
