import * as z from 'zod';
import { failure, isAppError } from '@/db/model/errors';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { problemOf, problemType } from '../problem';
import { jsonResponse, problemResponse, sendJson } from '../responses';

const tags = ['about'];

export function healthRoutes(app: Api, { store }: Runtime, isDraining: () => boolean): void {
  app.get(
    '/healthz',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Is the program running?',
        tags,
        response: {
          200: jsonResponse('The program is running', z.strictObject({ status: z.literal('ok') })),
        },
      },
    },
    async () => ({ status: 'ok' as const }),
  );

  app.get(
    '/readyz',
    {
      config: { access: 'public' },
      schema: {
        summary:
          'Can the program serve requests? Not while the database does not respond, the index of events is being built, or the program is shutting down',
        tags,
        response: {
          200: jsonResponse('The program can serve requests', z.strictObject({ status: z.literal('ready') })),
          503: problemResponse(503),
        },
      },
    },
    async (request, reply) => {
      // Shutting down is no failure, so nothing is logged.
      if (isDraining()) {
        reply.code(503);
        return sendJson(reply, JSON.stringify(problemOf('stopping')), problemType);
      }
      try {
        await store.ping();
      } catch (error) {
        if (isAppError(error) && error.code === 'index-building') throw error;
        request.log.error({ err: error }, 'the database does not respond');
        throw failure('database-silent');
      }
      return { status: 'ready' as const };
    },
  );
}
