import * as z from 'zod';
import { parse } from '../../parse';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { jsonResponse, problemResponses } from '../responses';

/** The route takes no body. Fields in one are refused, not ignored. */
const noFields = z.strictObject({}).nullish();

export function exampleRoutes(app: Api, { store }: Runtime): void {
  app.delete(
    '/examples',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Delete the example events that you may see, and their visits',
        tags: ['events'],
        response: {
          200: jsonResponse('The number of deleted events', z.strictObject({ removed: z.int().min(0) })),
          ...problemResponses(403, 422),
        },
      },
    },
    async (request) => {
      parse(noFields, request.body);
      return { removed: await store.removeExamples(request.principal) };
    },
  );
}
