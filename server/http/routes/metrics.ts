import * as z from 'zod';
import { failure } from '@/db/model/errors';
import type { Metrics } from '../../metrics';
import type { Api } from '../fastify-api';
import { problemResponses } from '../responses';

/** The metrics count red records too, so reading them requires clearance for red. */
export function metricsRoutes(app: Api, metrics: Metrics): void {
  app.get(
    '/metrics',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Metrics for Prometheus (requires clearance for TLP:RED)',
        tags: ['about'],
        response: {
          200: {
            description: 'Metrics in the text format of Prometheus',
            content: { 'text/plain': { schema: z.string() } },
          },
          ...problemResponses(401, 403),
        },
      },
    },
    async (request, reply) => {
      if (request.principal.clearance !== 'red') throw failure('metrics-need-red');
      return reply.type(metrics.contentType).send(await metrics.read());
    },
  );
}
