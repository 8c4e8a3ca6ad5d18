import * as z from 'zod';
import { board } from '@/db/model/board';
import { event } from '@/db/model/event/event';
import { filter } from '@/db/model/filter';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { isUnchanged } from '../headers';
import { createRenderer } from '../rendered';
import { jsonResponse, problemResponses, sendEmpty, sendJson } from '../responses';

const tags = ['board'];

export function boardRoutes(app: Api, runtime: Runtime): void {
  const render = createRenderer();

  app.get(
    '/board',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Which missions are under threat now, with counts and facets',
        description:
          'The filter applies to threatened, counts and facets, and never to total. Each facet ignores its own filter.',
        tags,
        querystring: filter,
        response: {
          200: jsonResponse('The board', board),
          304: z.null().meta({ description: 'The board has not changed since the ETag in If-None-Match' }),
          ...problemResponses(422, 429),
        },
      },
    },
    async (request, reply) => {
      const { figures, cursor } = await runtime.readBoard(request.principal, request.query, request.signal);
      const { content, etag } = render(figures);
      reply.header('ETag', etag).header('Cache-Control', 'private, no-cache');
      if (isUnchanged(request.headers, etag)) return sendEmpty(reply, 304);
      return sendJson(reply, `{"cursor":${JSON.stringify(cursor)},${content.slice(1)}`);
    },
  );

  app.get(
    '/active',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Current threats and ongoing incidents, from which the board is computed',
        tags,
        response: {
          200: jsonResponse(
            'All active events',
            z.strictObject({ items: z.array(event), cursor: z.string() }),
          ),
          ...problemResponses(422),
        },
      },
    },
    async (request) => runtime.listActive(request.principal),
  );
}
