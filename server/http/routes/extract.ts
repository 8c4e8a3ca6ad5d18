import { personOf } from '@/db/model/access/visible';
import { failure } from '@/db/model/errors';
import { extractInput, extraction } from '@/db/model/extract';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { createRateLimiter } from '../guard/rate-limiter';
import { jsonResponse, problemResponses } from '../responses';

/** A report of a megabyte takes a second of a processor, and a page a request to another server. */
const perMinute = 30;

export function extractRoutes(app: Api, { extractReport }: Runtime): void {
  const consume = createRateLimiter({ perSecond: perMinute / 60, burst: perMinute });
  app.post(
    '/extract',
    {
      config: { access: 'analyst', body: 'event' },
      schema: {
        summary: 'What a report says outright: dates, places, missions, attack, actors, source',
        description:
          'Send a text, or the url of a page for the server to fetch. Each finding has the words that it was taken from. A finding that is not sure allows another reading. Nothing is stored.',
        tags: ['events'],
        body: extractInput,
        response: { 200: jsonResponse('The findings', extraction), ...problemResponses(413, 422, 429) },
      },
    },
    async (request) => {
      const wait = consume(personOf(request.principal));
      if (wait) throw failure('too-many-extracts', { max: perMinute, seconds: wait.seconds });
      return extractReport(request.principal, request.body, request.signal);
    },
  );
}
