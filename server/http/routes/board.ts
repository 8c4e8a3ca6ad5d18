import { createHash } from 'node:crypto';
import * as z from 'zod';
import { board, type Figures } from '@/db/model/board';
import { event } from '@/db/model/event/event';
import { filter } from '@/db/model/filter';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { isUnchanged } from '../headers';
import { answerOf, problems, sendJson, sendNothing } from '../responses';

const tags = ['board'];

export function boardRoutes(app: Api, runtime: Runtime): void {
  const { principalOf } = runtime;
  const render = createRenderer();

  app.get(
    '/board',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Which missions are under threat now, with counts and facets',
        description:
          'threatened, counts and facets follow the filter; total never does. Each facet ignores its own filter.',
        tags,
        querystring: filter,
        response: {
          200: answerOf('The board', board),
          304: z.null().meta({ description: 'Nothing has changed since the ETag of If-None-Match' }),
          ...problems(422, 429),
        },
      },
    },
    async (request, reply) => {
      const { figures, cursor } = await runtime.readBoard(
        principalOf(request.headers),
        request.query,
        request.signal,
      );
      const { content, etag } = render(figures);
      reply.header('ETag', etag).header('Cache-Control', 'private, no-cache');
      if (isUnchanged(request.headers, etag)) return sendNothing(reply, 304);
      return sendJson(reply, `{"cursor":${JSON.stringify(cursor)},${content.slice(1)}`);
    },
  );

  app.get(
    '/active',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Current threats and ongoing incidents: the events that the board is made of',
        tags,
        response: {
          200: answerOf('All of them', z.strictObject({ items: z.array(event), cursor: z.string() })),
          ...problems(422),
        },
      },
    },
    async (request) => runtime.listActive(principalOf(request.headers)),
  );
}

type Rendered = { content: string; etag: string };

/**
 * The text of the figures and its tag; both leave the cursor out, which differs in each answer. An unchanged board
 * is the same object to everyone, so the work is done once for it.
 */
function createRenderer(): (figures: Figures) => Rendered {
  const rendered = new WeakMap<Figures, Rendered>();
  return (figures) => {
    const known = rendered.get(figures);
    if (known) return known;
    const content = JSON.stringify(figures);
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    const made = { content, etag };
    rendered.set(figures, made);
    return made;
  };
}
