import type { IncomingMessage, ServerResponse } from 'node:http';
import { fastify, LogController } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { AppError } from '@/db/model/errors';
import type { Metrics } from '../metrics';
import type { Runtime } from '../runtime';
import { addAuthorization } from './authorize';
import { addBodyLimits } from './body/body-limits';
import { readJson, readQuery } from './body/input';
import { createFailures } from './error-handler';
import type { Api } from './fastify-api';
import { addMethodRefusals } from './methods';
import { describeApi } from './openapi';
import { requestIdOf } from './request-id';
import { accessRoutes } from './routes/access';
import { accountRoutes } from './routes/accounts';
import { actorRoutes } from './routes/actors';
import { auditRoutes } from './routes/audit';
import { authRoutes } from './routes/auth';
import { boardRoutes } from './routes/board';
import { eventRoutes } from './routes/events';
import { exampleRoutes } from './routes/examples';
import { exportRoutes } from './routes/export';
import { feedRoutes } from './routes/feed';
import { healthRoutes } from './routes/health';
import { historyRoutes } from './routes/history';
import { metricsRoutes } from './routes/metrics';
import { missionRoutes } from './routes/missions';
import { placeRoutes } from './routes/places';
import { restoreRoutes } from './routes/restore';
import { statusRoutes } from './routes/status';
import { visitRoutes } from './routes/visits';
import { validatorCompiler } from './validate';

/** For routes that say nothing of parameters: one that is not known is refused, never dropped. */
const noParameters = z.strictObject({});

type ApiDeps = {
  metrics: Metrics;
  /** Has the server been told to stop? */
  isDraining(): boolean;
};

/** The HTTP interface, served ahead of Next's handler, which takes four times as long (4-architecture.md). */
export async function createApi(
  runtime: Runtime,
  { metrics, isDraining }: ApiDeps,
): Promise<{ handle(req: IncomingMessage, res: ServerResponse): void; close(): Promise<void> }> {
  const answerFailure = createFailures((kind, { raw }) =>
    runtime.refusals.note(kind, runtime.addressOf(raw)),
  );
  const app: Api = fastify({
    exposeHeadRoutes: true,
    forceCloseConnections: false,
    genReqId: requestIdOf,
    logController: new LogController({ disableRequestLogging: true }),
    loggerInstance: runtime.log,
    requestIdHeader: false,
    // As long as an address may be: what is no id is not found, and not too long.
    routerOptions: { querystringParser: readQuery, maxParamLength: 8192 },
    frameworkErrors: answerFailure,
  }).withTypeProvider<ZodTypeProvider>();

  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    readJson,
  );
  app.setValidatorCompiler(validatorCompiler);
  // Answers are built from typed records: checking each again by its schema costs more than making it.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  app.setErrorHandler(answerFailure);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('Cache-Control', 'no-store');
    if (request.is404)
      throw new AppError(
        'not-found',
        'There is nothing at this address: /api/openapi.json lists all addresses.',
      );
  });
  app.addHook('onResponse', async (request, reply) => {
    metrics.answered({
      method: request.method,
      route: request.routeOptions.url ?? '/api/*',
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
    });
    const level = request.method === 'GET' || request.method === 'HEAD' ? 'debug' : 'info';
    const milliseconds = Math.round(reply.elapsedTime);
    request.log[level](
      { method: request.method, url: request.url, status: reply.statusCode, milliseconds },
      'answered',
    );
  });

  app.addHook('onRoute', (route) => {
    route.schema = { querystring: noParameters, ...route.schema };
  });
  addAuthorization(app, runtime);
  addBodyLimits(app);
  const addRefusals = addMethodRefusals(app);
  await describeApi(app);
  await app.register(
    (api: Api, _, done) => {
      eventRoutes(api, runtime);
      exportRoutes(api, runtime);
      historyRoutes(api, runtime);
      restoreRoutes(api, runtime);
      boardRoutes(api, runtime);
      feedRoutes(api, runtime);
      missionRoutes(api, runtime);
      actorRoutes(api, runtime);
      visitRoutes(api, runtime);
      placeRoutes(api, runtime);
      exampleRoutes(api, runtime);
      authRoutes(api, runtime);
      accountRoutes(api, runtime);
      accessRoutes(api, runtime);
      auditRoutes(api, runtime);
      statusRoutes(api, runtime);
      healthRoutes(api, runtime, isDraining);
      metricsRoutes(api, runtime, metrics);
      done();
    },
    { prefix: '/api' },
  );
  addRefusals();
  await app.ready();

  return { handle: (req, res) => app.routing(req, res), close: () => app.close() };
}
