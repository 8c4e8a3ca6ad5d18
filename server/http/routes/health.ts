import * as z from 'zod';
import { AppError } from '@/db/model/errors';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { problemType, stoppingProblem } from '../problem';
import { answerOf, problemAnswer, sendJson } from '../responses';

const tags = ['about'];

export function healthRoutes(app: Api, { store }: Runtime, isDraining: () => boolean): void {
  app.get(
    '/healthz',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Is the program running?',
        tags,
        response: { 200: answerOf('It is', z.strictObject({ status: z.literal('ok') })) },
      },
    },
    async () => ({ status: 'ok' as const }),
  );

  app.get(
    '/readyz',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Does it answer requests, with its database? Not once it is told to stop',
        tags,
        response: {
          200: answerOf('It does', z.strictObject({ status: z.literal('ready') })),
          503: problemAnswer(503),
        },
      },
    },
    async (request, reply) => {
      // No failure, and so nothing for the log.
      if (isDraining()) {
        reply.code(503);
        return sendJson(reply, JSON.stringify(stoppingProblem()), problemType);
      }
      try {
        await store.ping();
      } catch (error) {
        request.log.error({ err: error }, 'the database does not answer');
        throw new AppError('unavailable', 'The database does not respond: see the log.');
      }
      return { status: 'ready' as const };
    },
  );
}
