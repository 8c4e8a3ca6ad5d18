import * as z from 'zod';
import type { Runtime } from '../runtime';
import { answerOf, problems } from './answers';
import type { Api } from './api';

export function exampleRoutes(app: Api, { store, principalOf }: Runtime): void {
  app.delete(
    '/examples',
    {
      schema: {
        summary: 'Remove every event that is an example, and the visits of examples',
        tags: ['events'],
        body: z.strictObject({}).nullish(),
        response: {
          200: answerOf('How many events left', z.strictObject({ removed: z.int().min(0) })),
          ...problems(403, 422),
        },
      },
    },
    async (request) => ({ removed: await store.removeExamples(principalOf(request.headers)) }),
  );
}
