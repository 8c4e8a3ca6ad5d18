import { failure } from '@/db/model/errors';
import type { Api } from './fastify-api';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Call it before the routes are added, and call the returned function after them: it adds a 405 response for all other methods. */
export function addMethodRefusals(app: Api): () => void {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const registered = methodsOf.get(url) ?? new Set();
    for (const one of [method].flat()) registered.add(one);
    methodsOf.set(url, registered);
  });
  return () => {
    for (const [url, registered] of [...methodsOf]) {
      const allowed = methods.filter((method) => registered.has(method));
      app.route({
        url,
        method: methods.filter((method) => !registered.has(method)),
        schema: { hide: true },
        config: { access: 'public' },
        // In this hook, so that the body is not read.
        onRequest: async (_, reply) => {
          reply.header('Allow', allowed.join(', '));
          throw failure('method-not-allowed', { methods: allowed.join(', ') });
        },
        handler: async () => undefined,
      });
    }
  };
}
