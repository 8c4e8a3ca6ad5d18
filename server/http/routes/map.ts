import * as z from 'zod';
import { map, mapQuery } from '@/db/model/map';
import type { Runtime } from '../../runtime';
import { quickLevels } from '../encoding/compress-response';
import { negotiateCoding } from '../encoding/compression';
import { createEncoded, type Encoded } from '../encoding/encoded';
import type { Api } from '../fastify-api';
import { isUnchanged } from '../headers';
import { jsonResponse, problemResponses, sendEmpty, sendJson } from '../responses';

export function mapRoutes(app: Api, runtime: Runtime): void {
  /** An unchanged map is the same object for everyone, so it is hashed and compressed once. */
  const encodedMaps = new WeakMap<Uint8Array, Encoded>();
  const encode = (json: Uint8Array): Encoded => {
    const content = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
    const encoded = encodedMaps.get(json) ?? createEncoded(content, { levels: quickLevels });
    encodedMaps.set(json, encoded);
    return encoded;
  };

  app.get(
    '/map',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Events and missions under threat as GeoJSON, to be drawn on a map',
        description:
          'bbox is the frame of the map. Up to 2,000 events in it are features of their own, else those that lie close together at this zoom are clusters. Clusters are cells of the world, so they stay where they are while the map is moved, if the frame grows to the borders of its tiles. Missions under threat are never in clusters: the 1,500 that GET /board lists first are features, and more counts the others; the filter applies to them as in GET /board.',
        tags: ['board'],
        querystring: mapQuery,
        response: {
          200: jsonResponse('The map', map),
          304: z.null().meta({ description: 'The map has not changed since the ETag in If-None-Match' }),
          ...problemResponses(422, 429, 503),
        },
      },
    },
    async (request, reply) => {
      const { zoom, ...filter } = request.query;
      const { answer: json } = await runtime.store.map(
        request.principal,
        { filter, zoom },
        Date.now(),
        request.signal,
      );
      const encoded = encode(json);
      const coding = negotiateCoding(request.headers['accept-encoding']);
      reply
        .header('ETag', `W/${encoded.etag}`)
        .header('Cache-Control', 'private, no-cache')
        .header('Vary', 'Accept-Encoding');
      if (isUnchanged(request.headers, encoded.etag)) return sendEmpty(reply, 304);
      if (coding !== 'identity') reply.header('Content-Encoding', coding);
      return sendJson(reply, await encoded.as(coding));
    },
  );
}
