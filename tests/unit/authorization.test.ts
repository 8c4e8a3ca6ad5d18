import { expect, test } from '@playwright/test';
import { fastify } from 'fastify';
import { requiredRoles } from '@/db/authorization';
import { localPrincipal, type Principal } from '@/db/model/access/principal';
import { addAuthorization } from '@/server/http/authorize';
import type { Api } from '@/server/http/fastify-api';

const authentication = { principal: localPrincipal, session: null, expiresAt: Number.MAX_SAFE_INTEGER };

function openApi(): Api {
  const app: Api = fastify();
  addAuthorization(app, { authenticate: async () => authentication });
  return app;
}

test('a command or query without a requirement does not compile', () => {
  const { lapseDue, ...others } = requiredRoles;
  // @ts-expect-error lapseDue is missing
  const incomplete: typeof requiredRoles = others;
  expect(Object.keys(incomplete)).not.toContain('lapseDue');
  expect(lapseDue).toBe('system');
});

test('only a route that requires access has a principal', async () => {
  const app = openApi();
  app.get('/own', { config: { access: 'signed-in' } }, async (request) => {
    const who: Principal = request.principal;
    return who.name;
  });
  app.get('/open', { config: { access: 'public' } }, async (request) => {
    // @ts-expect-error anyone may request this route
    const who: Principal = request.principal;
    return { who };
  });
  expect((await app.inject('/own')).body).toBe(localPrincipal.name);
  expect((await app.inject('/open')).json()).toEqual({});
  await app.close();
});

test('a route without access is refused when it is added', async () => {
  const app = openApi();
  expect(() => app.get('/forgotten', async () => 'anything')).toThrow('has no config.access');
  // @ts-expect-error a config names the access
  expect(() => app.get('/forgotten', { config: { body: 'event' } }, async () => 'anything')).toThrow();
  await app.close();
});
