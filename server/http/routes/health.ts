import * as z from 'zod';
import { AppError, isAppError } from '@/db/model/errors';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { problemType, stoppingProblem } from '../problem';
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
        return sendJson(reply, JSON.stringify(stoppingProblem()), problemType);
      }
      try {
        await store.ping();
      } catch (error) {
        if (isAppError(error)) throw error;
        request.log.error({ err: error }, 'the database does not respond');
        throw new AppError('unavailable', 'The database does not respond: see the log.');
      }
      return { status: 'ready' as const };
    },
  );
}
