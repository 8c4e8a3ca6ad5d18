import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { problem, problemType } from './problem';

/** Descriptions of the answers that are problems, for a route's schema. */
export function problems(...statuses: number[]) {
  return Object.fromEntries(statuses.map((status) => [status, problemAnswer(status)]));
}

export function problemAnswer(status: number) {
  return { description: STATUS_CODES[status] ?? '', content: { [problemType]: { schema: problem } } };
}

export function answerOf<T extends z.ZodType>(description: string, schema: T) {
  return { description, content: { 'application/json': { schema } } };
}

export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({
    items: z.array(item),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Give it as page for what comes after; null at the end' }),
  });
}

/** JSON that has been made already. */
export function sendJson(
  reply: FastifyReply,
  json: string | Buffer,
  type = 'application/json',
): FastifyReply {
  return reply.type(type).send(json);
}

export function sendNothing(reply: FastifyReply, status: 204 | 304): FastifyReply {
  return reply.code(status).send();
}
