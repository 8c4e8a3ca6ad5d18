import { requireRole } from '@/db/model/access/rights';
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
