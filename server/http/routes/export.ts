import * as z from 'zod';
import { personOf } from '@/db/model/access/visible';
import { AppError } from '@/db/model/errors';
import { exportQuery } from '../../export/export-events';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { createBuckets } from '../guard/rate-limiter';
import { answerOf, problems } from '../responses';

/** Exports of one person: each is entered in the audit and walks through the records. */
const perMinute = 10;

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const;

export function exportRoutes(app: Api, { exportEvents, principalOf }: Runtime): void {
  const takeExport = createBuckets({ perSecond: perMinute / 60, burst: perMinute });

  app.get(
    '/events/export',
    {
      config: { access: 'signed-in' },
      // To ask what it would be is no export, and to make one takes long.
      exposeHeadRoute: false,
      schema: {
        summary: 'All events that pass a filter, to be kept as a file',
        description:
          'Newest first, each with its marking. The export is recorded in the audit. One at a time per reader.',
        tags: ['events'],
        querystring: exportQuery,
        response: {
          200: answerOf('{ items } with whole records; or as csv a row for each', z.unknown()),
          ...problems(422, 429),
        },
      },
    },
    async (request, reply) => {
      const wait = takeExport(personOf(principalOf(request.headers)));
      if (wait)
        throw new AppError(
          'too-many',
          `At most ${perMinute} exports a minute: wait ${wait.seconds} s and go on.`,
        );
      const { format } = request.query;
      const asked = new URL(request.url, 'http://localhost').searchParams;
      asked.delete('format');
      const chunks = await exportEvents({
        query: request.query,
        asked: String(asked),
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
