import * as z from 'zod';
import { event } from '@/db/model/event/event';
import { changedTypes, feedTypes } from '@/db/model/records/journal-types';
import { uuid } from '@/db/model/values/scalars';
import { readFeed } from '../../live/feed';
import { wholeNumber } from '../../page-query';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { problemOf, problemType } from '../problem';
import { jsonResponse, problemResponse, problemResponses, sendJson } from '../responses';

const version = z.int().min(1);
const feedItem = z.union([
  z.strictObject({ op: z.literal('upsert'), event }),
  z.strictObject({ op: z.literal('retract'), id: uuid, version }),
  z.strictObject({
    op: z.literal('changed'),
    type: z.enum(changedTypes),
    id: uuid,
    version,
  }),
  z.strictObject({
    op: z.literal('refetch').meta({
      description: 'Records of these types have changed in bulk: fetch again what you show of them',
    }),
    types: z.array(z.enum(feedTypes)),
  }),
]);

const feedQuery = z.strictObject({
  after: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'The cursor of an earlier response; without it the feed starts now' }),
  limit: wholeNumber(1, 500).default(100),
});

export function feedRoutes(app: Api, runtime: Runtime): void {
  app.get(
    '/feed',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'The changes since a cursor: the same stream as the live socket, for programs that poll',
        tags: ['feed'],
        querystring: feedQuery,
        response: {
          200: jsonResponse(
            'At most limit items; fewer only at the end of the feed',
            z.strictObject({ epoch: z.string(), cursor: z.string(), items: z.array(feedItem) }),
          ),
          410: problemResponse(410),
          ...problemResponses(422),
        },
      },
    },
    async (request, reply) => {
      const read = await readFeed(runtime, () => runtime.principalOf(request.headers), {
        ...request.query,
        signal: request.signal,
      });
      if (!('reset' in read)) return read;
      const gone = { ...problemOf('cursor-outdated'), reason: read.reset };
      reply.code(410);
      return sendJson(reply, JSON.stringify(gone), problemType);
    },
  );
}
