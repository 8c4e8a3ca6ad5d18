import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from '../log';
import type { RouteAccess } from './authorize';
import type { BodySize } from './body/body-limits';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Required: the server does not start with a route that lacks it. */
    access?: RouteAccess;
    /** The limits of the body; `small` by default. */
    body?: BodySize;
  }
}

/** The fastify instance that routes are added to. */
export type Api = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, Logger, ZodTypeProvider>;
