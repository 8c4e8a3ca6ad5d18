import type { Principal } from '@/db/model/access/principal';
import { requireRole } from '@/db/model/access/rights';
import { failure } from '@/db/model/errors';
import type { Identity } from '../auth/identity';
import type { Api } from './fastify-api';

/** Who may send a request: anyone, anyone with a session or an API key, or principals with at least this role. */
export type RouteAccess = 'public' | 'signed-in' | 'analyst' | 'admin';

/**
 * Establishes the principal and checks the role before the body of a request is read, so that anonymous requests cost
 * no parsing and no validation. Handlers and commands check what depends on the record.
 */
export function addAuthorization(app: Api, identity: Pick<Identity, 'authenticate'>): void {
  app.decorateRequest('principal');
  app.decorateRequest('session');
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined) throw new Error(`${method} ${url} has no config.access`);
  });
  app.addHook('onRequest', async (request) => {
    // The default is for what the check above does not see.
    const { access = 'admin' } = request.routeOptions.config;
    if (access === 'public') return;
    const { principal, session } = await identity.authenticate(request.headers);
    if (access !== 'signed-in') requireRole(principal, access);
    request.setDecorator('principal', principal);
    request.setDecorator('session', session);
  });
}

/**
 * A key may neither read nor change sessions, keys and displays: otherwise a leaked key could extend its own rights.
 * @throws AppError 'forbidden'
 */
export function refuseKey(who: Principal): Principal {
  if (who.kind !== 'key') return who;
  throw failure('key-without-session');
}
