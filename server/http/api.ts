import type { IncomingMessage, ServerResponse } from 'node:http';
import { fastify, LogController } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { failure } from '@/db/model/errors';
import type { Metrics } from '../metrics';
import type { Runtime } from '../runtime';
import { addAuthorization } from './authorize';
import { addBodyLimits } from './body/body-limits';
import { readJson, readQuery } from './body/input';
import { createErrorHandler } from './error-handler';
import type { Api } from './fastify-api';
import { addMethodRefusals } from './methods';
import { describeApi } from './openapi';
import { requestIdOf } from './request-id';
import { accessRoutes } from './routes/access';
import { accountRoutes } from './routes/accounts';
import { auditRoutes } from './routes/audit';
import { authRoutes } from './routes/auth';
import { boardRoutes } from './routes/board';
import { addDisplayLinkRoutes } from './routes/display-links';
import { eventRoutes } from './routes/events';
import { exampleRoutes } from './routes/examples';
import { exerciseRoutes } from './routes/exercise';
import { exportRoutes } from './routes/export';
import { extractRoutes } from './routes/extract';
import { feedRoutes } from './routes/feed';
import { handoverRoutes } from './routes/handover';
import { healthRoutes } from './routes/health';
import { historyRoutes } from './routes/history';
import { mapRoutes } from './routes/map';
import { mergeRoutes } from './routes/merge';
import { metricsRoutes } from './routes/metrics';
import { nearRoutes } from './routes/near';
import { operationRoutes } from './routes/operations';
import { placeRoutes } from './routes/places';
import { recordRoutes } from './routes/records';
import { restoreRoutes } from './routes/restore';
import { reviewRoutes } from './routes/review';
import { similarRoutes } from './routes/similar';
import { statusRoutes } from './routes/status';
import { timelineRoutes } from './routes/timeline';
import { trendsRoutes } from './routes/trends';
import { visitLightRoutes } from './routes/visit-lights';
import { validatorCompiler } from './validate';

/** The query schema of routes that define none: unknown parameters are refused, never ignored. */
const noParameters = z.strictObject({});

type ApiDeps = {
  metrics: Metrics;
  /** Is the server shutting down? */
  isDraining(): boolean;
};

/** The HTTP API. It does not pass through Next's handler, which takes four times as long (4-architecture.md). */
export async function createApi(
  runtime: Runtime,
  { metrics, isDraining }: ApiDeps,
): Promise<{ handle(req: IncomingMessage, res: ServerResponse): void; close(): Promise<void> }> {
  const handleError = createErrorHandler((kind, { raw }) =>
    runtime.refusals.note(kind, runtime.addressOf(raw)),
  );
  const app: Api = fastify({
    exposeHeadRoutes: true,
    forceCloseConnections: false,
    genReqId: requestIdOf,
    logController: new LogController({ disableRequestLogging: true }),
    loggerInstance: runtime.log,
    requestIdHeader: false,
    // As long as a path may be, so that any invalid id gets 404 instead of 414.
    routerOptions: { querystringParser: readQuery, maxParamLength: 8192 },
    frameworkErrors: handleError,
  }).withTypeProvider<ZodTypeProvider>();

  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    readJson,
  );
  app.setValidatorCompiler(validatorCompiler);
  // Responses are built from typed records: validating them again would cost more than building them.
  app.setSerializerCompiler(() => (response) => JSON.stringify(response));
  app.setErrorHandler(handleError);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('Cache-Control', 'no-store');
    if (request.is404) throw failure('no-such-path');
  });
  app.addHook('onResponse', async (request, reply) => {
    metrics.responded({
      method: request.method,
      route: request.routeOptions.url ?? '/api/*',
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
    });
    const level = request.method === 'GET' || request.method === 'HEAD' ? 'debug' : 'info';
    const milliseconds = Math.round(reply.elapsedTime);
    request.log[level](
      { method: request.method, url: request.url, status: reply.statusCode, milliseconds },
      'responded',
    );
  });

  app.addHook('onRoute', (route) => {
    route.schema = { querystring: noParameters, ...route.schema };
  });
  addAuthorization(app, runtime.identity);
  addBodyLimits(app);
  const addRefusals = addMethodRefusals(app);
  await describeApi(app);
  await app.register(
    (api: Api, _, done) => {
      eventRoutes(api, runtime);
      exportRoutes(api, runtime);
      historyRoutes(api, runtime);
      restoreRoutes(api, runtime);
      reviewRoutes(api, runtime);
      handoverRoutes(api, runtime);
      operationRoutes(api, runtime);
      mergeRoutes(api, runtime);
      similarRoutes(api, runtime);
      boardRoutes(api, runtime);
      timelineRoutes(api, runtime);
      trendsRoutes(api, runtime);
      mapRoutes(api, runtime);
      nearRoutes(api, runtime);
      feedRoutes(api, runtime);
      extractRoutes(api, runtime);
      recordRoutes(api, runtime);
      placeRoutes(api, runtime);
      exampleRoutes(api, runtime);
      exerciseRoutes(api, runtime);
      authRoutes(api, runtime);
      accountRoutes(api, runtime);
      accessRoutes(api, runtime);
      addDisplayLinkRoutes(api, runtime);
      auditRoutes(api, runtime);
      statusRoutes(api, runtime);
      visitLightRoutes(api, runtime);
      healthRoutes(api, runtime, isDraining);
      metricsRoutes(api, metrics);
      done();
    },
    { prefix: '/api' },
  );
  addRefusals();
  await app.ready();

  return { handle: (req, res) => app.routing(req, res), close: () => app.close() };
}
