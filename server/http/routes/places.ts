import * as z from 'zod';
import { place } from '@/db/model/reference';
import { country, requiredText } from '@/db/model/values/scalars';
import { wholeNumber } from '../../page-query';
import type { Runtime } from '../../runtime';
import { compressResponse } from '../encoding/compress-response';
import type { Api } from '../fastify-api';
import { jsonResponse, problemResponses } from '../responses';

const placesQuery = z.strictObject({
  q: requiredText(100),
  country: country.optional(),
  limit: wholeNumber(1, 100).default(20),
});

export function placeRoutes(app: Api, { store }: Runtime): void {
  app.get(
    '/places',
    {
      config: { access: 'signed-in' },
      onSend: compressResponse,
      schema: {
        summary: 'Search the gazetteer of populated places, largest first',
        tags: ['places'],
        querystring: placesQuery,
        response: {
          200: jsonResponse('The places', z.strictObject({ items: z.array(place) })),
          ...problemResponses(422),
        },
      },
    },
    async (request) => ({ items: await store.listPlaces(request.principal, request.query) }),
  );
}
