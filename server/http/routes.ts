import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from '../log';
import type { RouteAccess } from './authorize';
import type { BodySize } from './body-limits';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may ask; a route that does not say so stops the start. */
    access?: RouteAccess;
    /** How large a body may be: `small` where nothing is said. */
    body?: BodySize;
  }
}

/** What the routes of each resource are added to. */
export type Api = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, Logger, ZodTypeProvider>;
