import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUnchanged } from './headers';
import { sendEmpty, sendJson } from './responses';

type Rendered = { content: string; etag: string };

/**
 * Serializes answers and computes their ETag. An unchanged answer of the store is the same object for everyone, so it
 * is serialized once.
 */
export function createRenderer(): (answer: object) => Rendered {
  const rendered = new WeakMap<object, Rendered>();
  return (answer) => {
    const known = rendered.get(answer);
    if (known) return known;
    const content = JSON.stringify(answer);
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    const made = { content, etag };
    rendered.set(answer, made);
    return made;
  };
}

/** Sends a rendered answer, or 304 to a client that has it. */
export function sendRendered(
  request: FastifyRequest,
  reply: FastifyReply,
  { content, etag }: Rendered,
): FastifyReply {
  reply.header('ETag', etag).header('Cache-Control', 'private, no-cache');
  return isUnchanged(request.headers, etag) ? sendEmpty(reply, 304) : sendJson(reply, content);
}
