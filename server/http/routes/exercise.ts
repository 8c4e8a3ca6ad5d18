import * as z from 'zod';
import { exercise, exerciseSettings } from '@/db/model/exercise';
import { parse } from '../../parse';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { jsonResponse, problemResponses } from '../responses';

const tags = ['exercise'];
/** A body is optional. */
const noFields = z.strictObject({}).nullish();
const settings = exerciseSettings.nullish();

export function exerciseRoutes(app: Api, { exercises }: Runtime): void {
  app.get(
    '/exercise',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'The exercise that is there, and how far its siege has come',
        tags,
        response: {
          200: jsonResponse(
            'The exercise; null if there is none',
            z.strictObject({ exercise: exercise.nullable() }),
          ),
        },
      },
    },
    async (request) => ({ exercise: await exercises.read(request.principal) }),
  );

  app.post(
    '/exercise',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Start an exercise: some 300 fictional records of a year, and a siege that plays itself',
        description:
          'All records have the handling exercise. There is one exercise at a time. It goes on after a restart.',
        tags,
        response: {
          201: jsonResponse('The exercise', z.strictObject({ exercise })),
          ...problemResponses(400, 403, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const given = parse(settings, request.body);
      const started = await exercises.start(request.principal, exerciseSettings.parse(given ?? {}));
      return reply.code(201).send({ exercise: started });
    },
  );

  app.delete(
    '/exercise',
    {
      config: { access: 'analyst' },
      schema: {
        summary: 'Stop the exercise and delete its records',
        description:
          'Also deletes the events marked as an exercise that people have logged and that you may see. Actors and visits stay while you may see an event that names them. Sending it again has no effect.',
        tags,
        response: {
          200: jsonResponse(
            'The number of deleted events that you could see',
            z.strictObject({ removed: z.int().min(0) }),
          ),
          ...problemResponses(403, 422),
        },
      },
    },
    async (request) => {
      parse(noFields, request.body);
      return { removed: await exercises.remove(request.principal) };
    },
  );
}
