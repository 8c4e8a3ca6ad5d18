import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { problem, problemType } from './problem';

/** The problem responses of a route's schema. */
export function problemResponses(...statuses: number[]) {
  return Object.fromEntries(statuses.map((status) => [status, problemResponse(status)]));
}

export function problemResponse(status: number) {
  return { description: STATUS_CODES[status] ?? '', content: { [problemType]: { schema: problem } } };
}

export function jsonResponse<T extends z.ZodType>(description: string, schema: T) {
  return { description, content: { 'application/json': { schema } } };
}

export function pageSchema<T extends z.ZodType>(item: T) {
  return z.strictObject({
    items: z.array(item),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Send it as page to get the next page; null on the last page' }),
  });
}

/** Sends JSON that is already serialized. */
export function sendJson(
  reply: FastifyReply,
  json: string | Buffer,
  type = 'application/json',
): FastifyReply {
  return reply.type(type).send(json);
}

export function sendEmpty(reply: FastifyReply, status: 204 | 304): FastifyReply {
  return reply.code(status).send();
}
