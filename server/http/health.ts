import * as z from 'zod';
import { AppError } from '@/db/model/errors';
import type { Runtime } from '../runtime';
import { answerOf, problems } from './answers';
import type { Api } from './routes';

const tags = ['about'];

export function healthRoutes(app: Api, { store }: Runtime): void {
  app.get(
    '/healthz',
    {
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
      schema: {
        summary: 'Does it answer requests, with its database?',
        tags,
        response: {
          200: answerOf('It does', z.strictObject({ status: z.literal('ready') })),
          ...problems(503),
        },
      },
    },
    async (request) => {
      try {
        await store.ping();
      } catch (error) {
        request.log.error({ err: error }, 'the database does not answer');
        throw new AppError('unavailable', 'The database does not answer: look at the log.');
      }
      return { status: 'ready' as const };
    },
  );
}
