import * as z from 'zod';
import { place } from '@/db/model/reference';
import { country, requiredText } from '@/db/model/values/scalars';
import { wholeNumber } from '../../page-query';
import type { Runtime } from '../../runtime';
import { compressAnswer } from '../encoding/compress-answer';
import type { Api } from '../fastify-api';
import { answerOf, problems } from '../responses';

const placesQuery = z.strictObject({
  q: requiredText(100),
  country: country.optional(),
  limit: wholeNumber(1, 100).default(20),
});

export function placeRoutes(app: Api, { store, principalOf }: Runtime): void {
  app.get(
    '/places',
    {
      config: { access: 'signed-in' },
      onSend: compressAnswer,
      schema: {
        summary: 'Populated places of the gazetteer, largest first',
        tags: ['places'],
        querystring: placesQuery,
        response: {
          200: answerOf('The places', z.strictObject({ items: z.array(place) })),
          ...problems(422),
        },
      },
    },
    async (request) => ({ items: await store.listPlaces(principalOf(request.headers), request.query) }),
  );
}
