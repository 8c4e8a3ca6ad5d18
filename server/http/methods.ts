import { AppError } from '@/db/model/errors';
import type { Api } from './fastify-api';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Call it before the routes are made, and what it answers after them: the other methods of each get 405. */
export function addMethodRefusals(app: Api): () => void {
  const taken = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = taken.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    taken.set(url, known);
  });
  return () => {
    for (const [url, known] of [...taken]) {
      const allowed = methods.filter((method) => known.has(method));
      app.route({
        url,
        method: methods.filter((method) => !known.has(method)),
        schema: { hide: true },
        config: { access: 'public' },
        // Before the body is read: what comes with a wrong method is nobody's business.
        onRequest: async (_, reply) => {
          reply.header('Allow', allowed.join(', '));
          throw new AppError('method-not-allowed', `Use ${allowed.join(', ')} here.`);
        },
        handler: async () => undefined,
      });
    }
  };
}
