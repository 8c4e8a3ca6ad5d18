import * as z from 'zod';
import { personOf } from '@/db/model/access/visible';
import { failure } from '@/db/model/errors';
import { exportQuery } from '../../export/export-events';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { createRateLimiter } from '../guard/rate-limiter';
import { jsonResponse, problemResponses } from '../responses';

/** The limit per person: each export adds an audit entry and reads all records. */
const perMinute = 10;

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const;

export function exportRoutes(app: Api, { exportEvents, principalOf }: Runtime): void {
  const consumeExport = createRateLimiter({ perSecond: perMinute / 60, burst: perMinute });

  app.get(
    '/events/export',
    {
      config: { access: 'signed-in' },
      // A HEAD request would run the whole export.
      exposeHeadRoute: false,
      schema: {
        summary: 'Download all events that match a filter',
        description:
          'Newest first, each with its marking. The export is recorded in the audit. Each person can run one at a time.',
        tags: ['events'],
        querystring: exportQuery,
        response: {
          200: jsonResponse('{ items } with the complete records, or CSV with a row per event', z.unknown()),
          ...problemResponses(403, 422, 429),
        },
      },
    },
    async (request, reply) => {
      if (request.principal.isDisplay) throw failure('display-without-export');
      const wait = consumeExport(personOf(request.principal));
      if (wait) throw failure('too-many-exports', { max: perMinute, seconds: wait.seconds });
      const { format } = request.query;
      const parameters = new URL(request.url, 'http://localhost').searchParams;
      parameters.delete('format');
      const chunks = await exportEvents({
        query: request.query,
        parameters: String(parameters),
        who: () => principalOf(request.headers),
        signal: request.signal,
      });
      const day = new Date().toISOString().slice(0, 10);
      return reply
        .type(types[format])
        .header('Content-Disposition', `attachment; filename="chancery-${day}.${format}"`)
        .send(chunks);
    },
  );
}
