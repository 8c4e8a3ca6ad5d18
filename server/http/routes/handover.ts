import * as z from 'zod';
import { handoverReport } from '@/db/model/handover';
import { startMillis } from '@/db/model/values/moment';
import { instant } from '@/db/model/values/scalars';
import type { Runtime } from '../../runtime';
import { compressResponse } from '../encoding/compress-response';
import type { Api } from '../fastify-api';
import { jsonResponse, problemResponses } from '../responses';

const period = z.strictObject({
  since: instant.transform(startMillis).optional().meta({
    description: 'The start of the period; by default when the caller last handed over or took over',
  }),
  until: instant.transform(startMillis).optional().meta({
    description: 'The end of a past period; by default now',
  }),
});

export function handoverRoutes(app: Api, { readHandover }: Runtime): void {
  app.get(
    '/handover',
    {
      config: { access: 'signed-in' },
      onSend: compressResponse,
      schema: {
        summary: "What happened since the caller's last handover, and what is still to be done",
        tags: ['handovers'],
        querystring: period,
        response: {
          200: jsonResponse('What happened, as the caller may see it', handoverReport),
          ...problemResponses(422),
        },
      },
    },
    (request) => readHandover(request.principal, request.query),
  );
}
