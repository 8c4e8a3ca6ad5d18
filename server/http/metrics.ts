import * as z from 'zod';
import type { Metrics } from '../metrics';
import type { Api } from './routes';

export function metricsRoutes(app: Api, metrics: Metrics): void {
  app.get(
    '/metrics',
    {
      schema: {
        summary: 'Figures of the running program, for Prometheus',
        tags: ['about'],
        response: {
          200: {
            description: 'The text format of Prometheus',
            content: { 'text/plain': { schema: z.string() } },
          },
        },
      },
    },
    async (_, reply) => reply.type(metrics.contentType).send(await metrics.read()),
  );
}
