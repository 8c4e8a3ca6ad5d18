import { refuseWithout } from '@/db/model/rights';
import type { Runtime } from '../runtime';
import type { Api } from './routes';

/** Who may ask: anybody, whoever is signed in (a key too), or those of a role. */
export type RouteAccess = 'public' | 'signed-in' | 'analyst' | 'admin';

/**
 * Establishes who asks, and whether the role is enough, before the body of a request is read: strangers cost no parsing
 * and no validation, and hear 401 whatever they send. Handlers and commands judge what the record itself asks for.
 */
export function addAuthorization(app: Api, { principalOf }: Pick<Runtime, 'principalOf'>): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined) throw new Error(`${method} ${url} does not say who may ask for it`);
  });
  app.addHook('onRequest', async ({ routeOptions, headers }) => {
    const { access = 'admin' } = routeOptions.config;
    if (access === 'public') return;
    const who = principalOf(headers);
    if (access !== 'signed-in') refuseWithout(who, access);
  });
}
