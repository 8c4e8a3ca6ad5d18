import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Principal } from '@/db/model/access/principal';
import type { Logger } from '../log';
import type { RouteAccess } from './authorize';
import type { BodySize } from './body/body-limits';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Required also of routes without a config: the server does not start with one that lacks it. */
    access: RouteAccess;
    /** The limits of the body; `small` by default. */
    body?: BodySize;
  }
  interface FastifyRequest<RouteGeneric, RawServer, RawRequest, SchemaCompiler, TypeProvider, ContextConfig> {
    /** The principal, established before the body is read. Routes that anyone may request have none. */
    principal: ContextConfig extends { access: Exclude<RouteAccess, 'public'> } ? Principal : undefined;
    /** The id of the session that the request came with; null for an API key. */
    session: ContextConfig extends { access: Exclude<RouteAccess, 'public'> } ? string | null : undefined;
  }
}

/** The fastify instance that routes are added to. */
export type Api = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, Logger, ZodTypeProvider>;
