import swagger from '@fastify/swagger';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { board } from '@/db/model/board';
import { event, eventInput } from '@/db/model/event';
import {
  actor,
  actorInput,
  historyItem,
  mission,
  missionInput,
  place,
  visit,
  visitInput,
} from '@/db/model/reference';
import packageJson from '@/package.json' with { type: 'json' };
import type { Api } from './api';
import { problem } from './problem';

/** Schemas that the description names, rather than writing them out at each use. */
function namedSchemas(): z.core.$ZodRegistry<{ id: string }> {
  const registry = z.registry<{ id: string }>();
  const named = {
    Event: event,
    NewEvent: eventInput,
    Board: board,
    HistoryItem: historyItem,
    Mission: mission,
    NewMission: missionInput,
    Actor: actor,
    NewActor: actorInput,
    Visit: visit,
    NewVisit: visitInput,
    Place: place,
    Problem: problem,
  };
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  return registry;
}

/** GET /api/openapi.json: the interface as the routes' own schemas tell it. */
export async function describeApi(app: Api): Promise<void> {
  const schemaRegistry = namedSchemas();
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Chancery',
        version: packageJson.version,
        description:
          'A live threat board for diplomatic missions. Every request that changes something must bear the Origin of this server.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
    },
    transform: createJsonSchemaTransform({ schemaRegistry }),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  });
  let described: string | undefined;
  app.get(
    '/api/openapi.json',
    { schema: { summary: 'This description', tags: ['about'] } },
    async (_, reply) => {
      described ??= JSON.stringify(app.swagger());
      return reply.type('application/json').send(described);
    },
  );
}
