import swagger from '@fastify/swagger';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  account,
  apiKey,
  auditEntry,
  invitation,
  invitationInput,
  keyInput,
  session,
} from '@/db/model/access/account';
import { board } from '@/db/model/board';
import { event, eventInput } from '@/db/model/event/event';
import { map } from '@/db/model/map';
import { records } from '@/db/model/records/record-types';
import { historyItem, place } from '@/db/model/reference';
import { timeline } from '@/db/model/timeline';
import { trends } from '@/db/model/trends';
import { country, moment } from '@/db/model/values/scalars';
import packageJson from '@/package.json' with { type: 'json' };
import { negotiateCoding } from './encoding/compression';
import { createEncoded, type Encoded } from './encoding/encoded';
import type { Api } from './fastify-api';
import { problem } from './problem';
import { jsonResponse, sendJson } from './responses';

/** The schemas that get a name in the document, instead of being repeated at each use. */
function namedSchemas(): z.core.$ZodRegistry<{ id: string }> {
  const registry = z.registry<{ id: string }>();
  const schemas = {
    Country: country,
    Moment: moment,
    Event: event,
    NewEvent: eventInput,
    Board: board,
    Timeline: timeline,
    Trends: trends,
    Map: map,
    HistoryItem: historyItem,
    Place: place,
    Account: account,
    Invitation: invitation,
    NewInvitation: invitationInput,
    ApiKey: apiKey,
    NewApiKey: keyInput,
    Session: session,
    AuditEntry: auditEntry,
    Problem: problem,
  };
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  for (const { type, schema, input } of Object.values(records)) {
    registry.add(schema, { id: nameOf(type) });
    registry.add(input, { id: `New${nameOf(type)}` });
  }
  return registry;
}

/** `situation-report` becomes `SituationReport`. */
function nameOf(type: string): string {
  return type.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Adds descriptions, which are in zod's global registry and not in that of the names. */
function describe({ zodSchema, jsonSchema }: Described): void {
  Object.assign(jsonSchema, z.globalRegistry.get(zodSchema));
}

type Described = { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema };

/**
 * The transform emits each schema twice, for requests (…Input) and for responses. One of them is enough: New… schemas
 * are used in requests only, and all others are the same in both or used in responses only.
 */
function withoutInputVariants(document: Document): Document {
  if (!('components' in document)) return document;
  const { schemas = {} } = document.components ?? {};
  const kept = Object.entries(schemas).flatMap(([name, schema]) => {
    if (name.startsWith('New'))
      return name.endsWith('Input') ? [[name.slice(0, -'Input'.length), schema]] : [];
    return name.endsWith('Input') ? [] : [[name, schema]];
  });
  const unique = { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } };
  return JSON.parse(JSON.stringify(unique).replace(/(#\/components\/schemas\/\w+)Input"/g, '$1"'));
}

type Document = ReturnType<ReturnType<typeof createJsonSchemaTransformObject>>;

/** Adds GET /api/openapi.json, which is generated from the schemas of the routes. */
export async function describeApi(app: Api): Promise<void> {
  const options = { schemaRegistry: namedSchemas(), zodToJsonConfig: { override: describe } };
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Chancery',
        version: packageJson.version,
        description:
          'A live threat board for diplomatic missions. Programs authenticate with an API key in the x-api-key header. Requests without one that change data must send the Origin of this server.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
    },
    transform: createJsonSchemaTransform(options),
    transformObject: (document) => withoutInputVariants(createJsonSchemaTransformObject(options)(document)),
  });
  let described: Encoded | undefined;
  app.get(
    '/api/openapi.json',
    {
      config: { access: 'public' },
      schema: {
        summary: 'This OpenAPI document',
        tags: ['about'],
        response: { 200: jsonResponse('OpenAPI 3.1', z.record(z.string(), z.unknown())) },
      },
    },
    async (request, reply) => {
      described ??= createEncoded(Buffer.from(JSON.stringify(app.swagger())));
      const coding = negotiateCoding(request.headers['accept-encoding']);
      reply.header('Vary', 'Accept-Encoding');
      if (coding !== 'identity') reply.header('Content-Encoding', coding);
      return sendJson(reply, await described.as(coding));
    },
  );
}
