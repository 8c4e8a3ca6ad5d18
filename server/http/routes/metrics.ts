import * as z from 'zod';
import { AppError } from '@/db/model/errors';
import type { Metrics } from '../../metrics';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { problems } from '../responses';

/** They count what passes by name too, so they are for those who are cleared for red. */
export function metricsRoutes(app: Api, { principalOf }: Runtime, metrics: Metrics): void {
  app.get(
    '/metrics',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Figures of the running program, for Prometheus (with a clearance of red)',
        tags: ['about'],
        response: {
          200: {
            description: 'The text format of Prometheus',
            content: { 'text/plain': { schema: z.string() } },
          },
          ...problems(401, 403),
        },
      },
    },
    async (request, reply) => {
      if (principalOf(request.headers).clearance !== 'red')
        throw new AppError(
          'forbidden',
          'Use an API key with clearance for TLP:RED: the figures include red records.',
        );
      return reply.type(metrics.contentType).send(await metrics.read());
    },
  );
}
