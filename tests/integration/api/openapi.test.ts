import * as z from 'zod';
import { records } from '@/db/model/records/record-types';
import { expect } from '../../fixtures';
import { test } from './support/shared-server';

const operation = z.looseObject({
  summary: z.string(),
  tags: z.array(z.string()).min(1),
  parameters: z
    .array(
      z.looseObject({ in: z.enum(['query', 'header', 'path']), name: z.string(), required: z.boolean() }),
    )
    .default([]),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) })
    .optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string().min(1) })),
});
const description = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.literal('Chancery'), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

test('the API description lists every route, parameter, body, response and problem', async ({ api }) => {
  const answer = await api.get('/api/openapi.json');
  expect(answer.headers.get('content-type')).toContain('application/json');
  const { paths, components } = description.parse(answer.body);
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(routes.sort()).toEqual(
    [
      'get /api/openapi.json',
      'get /api/events',
      'get /api/events/export',
      'post /api/events',
      'get /api/events/{id}',
      'patch /api/events/{id}',
      'delete /api/events/{id}',
      'get /api/events/{id}/history',
      'post /api/events/{id}/confirm',
      'post /api/events/{id}/merge',
      'post /api/events/{id}/restore',
      'post /api/events/{id}/revert',
      'post /api/events/bulk',
      'post /api/operations/{id}/undo',
      'get /api/review',
      'get /api/handover',
      'post /api/similar',
      'get /api/board',
      'get /api/map',
      'get /api/near',
      'get /api/active',
      'get /api/lit-visits',
      'get /api/timeline',
      'get /api/trends',
      'get /api/feed',
      'post /api/extract',
      ...Object.values(records).flatMap(({ path, roles }) => [
        `get /api/${path}`,
        `post /api/${path}`,
        `get /api/${path}/{id}`,
        `patch /api/${path}/{id}`,
        `get /api/${path}/{id}/history`,
        ...(roles.delete === null ? [] : [`delete /api/${path}/{id}`]),
      ]),
      'get /api/places',
      'delete /api/examples',
      'get /api/exercise',
      'post /api/exercise',
      'delete /api/exercise',
      'get /api/healthz',
      'get /api/readyz',
      'get /api/metrics',
      'get /api/status',
      'post /api/auth/sign-in/email',
      'post /api/auth/change-password',
      'post /api/auth/link',
      'post /api/auth/accept',
      'get /api/me',
      'get /api/people',
      'get /api/accounts',
      'patch /api/accounts/{id}',
      'post /api/accounts/{id}/reset',
      'get /api/invitations',
      'post /api/invitations',
      'delete /api/invitations/{id}',
      'get /api/sessions',
      'delete /api/sessions',
      'delete /api/sessions/{id}',
      'get /api/display-links',
      'post /api/display-links',
      'get /api/display-links/own',
      'post /api/display-links/open',
      'post /api/display-links/{id}/link',
      'delete /api/display-links/{id}',
      'get /api/keys',
      'post /api/keys',
      'delete /api/keys/{id}',
      'get /api/audit',
    ].sort(),
  );
  expect(paths['/api/events']?.get?.parameters.map(({ name }) => name).sort()).toEqual(
    'actor,attackType,bbox,before,deleted,diplomatic,from,handling,host,kind,limit,mission,nearCountries,nearMissions,page,phase,q,radiusKm,severity,sort,status,tag,targetType,targeted,tlp,to,verification'.split(
      ',',
    ),
  );
  expect(paths['/api/events']?.post).toMatchObject({
    parameters: [{ in: 'header', name: 'Idempotency-Key', required: true }],
    requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/NewEvent' } } } },
    responses: {
      201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Event' } } } },
      422: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  });
  expect(paths['/api/events/{id}/restore']?.post?.parameters).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ in: 'header', name: 'Idempotency-Key', required: false }),
    ]),
  );
  expect(Object.keys(paths['/api/events/{id}']?.patch?.responses ?? {})).toEqual([
    '200',
    '400',
    '403',
    '404',
    '412',
    '413',
    '415',
    '422',
    '428',
  ]);
  expect(Object.keys(paths['/api/events/{id}']?.patch?.requestBody?.content ?? {})).toContain(
    'application/merge-patch+json',
  );

  const named = new Set(Object.keys(components.schemas));
  const used = new Set(
    [...JSON.stringify(answer.body).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
  );
  expect([...used].sort()).toEqual([...named].sort());
  expect(JSON.stringify(answer.body)).not.toContain('Default Response');
});

test('every described route exists', async ({ api }) => {
  const { paths } = description.parse((await api.get('/api/openapi.json')).body);
  for (const [path, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) {
      const answer = await api.call(method.toUpperCase(), path.replace('{id}', 'THR-2026-0001'));
      expect(answer.status, `${method} ${path}`).not.toBe(405);
      expect(answer, `${method} ${path}`).not.toMatchObject({
        body: { detail: expect.stringContaining('openapi.json') },
      });
    }
  }
});

test('health endpoints reveal only the state', async ({ api }) => {
  expect((await api.get('/api/healthz')).body).toEqual({ status: 'ok' });
  expect((await api.get('/api/readyz')).body).toEqual({ status: 'ready' });
});
