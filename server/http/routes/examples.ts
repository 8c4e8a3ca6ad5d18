import * as z from 'zod';
import { parse } from '../../parse';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { answerOf, problems } from '../responses';

/** It takes no body; one that asks for something is not ignored. */
const noFields = z.strictObject({}).nullish();

export function exampleRoutes(app: Api, { store, principalOf }: Runtime): void {
  app.delete(
    '/examples',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Remove the events that are examples and that you may see, and their visits',
        tags: ['events'],
        response: {
          200: answerOf('How many events left', z.strictObject({ removed: z.int().min(0) })),
          ...problems(403, 422),
        },
      },
    },
    async (request) => {
      parse(noFields, request.body);
      return { removed: await store.removeExamples(principalOf(request.headers)) };
    },
  );
}
