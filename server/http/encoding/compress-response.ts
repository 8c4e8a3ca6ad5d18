import type { IncomingMessage } from 'node:http';
import { compress, negotiateCoding } from './compression';

/** Shorter responses (bytes) fit into one packet without compression. */
const minLength = 1_024;

/** Brotli at level 4 is as fast as gzip, and the result is 10 % smaller. */
export const quickLevels = { br: 4, gzip: 5 } as const;

/** The part that is used: with fastify's own type, the access of the route would be lost from its type. */
type Reply = {
  readonly statusCode: number;
  header(name: string, value: string): unknown;
  removeHeader(name: string): unknown;
};

/**
 * An `onSend` hook that compresses the response. Use it only for missions, actors and places, which are the same for
 * every reader. The compressed length of a response can reveal secrets next to text that an attacker chose (BREACH), so
 * responses with records of several markings, people, keys or sessions are never compressed. The map is an exception
 * (server/README.md).
 */
export async function compressResponse(
  request: Pick<IncomingMessage, 'headers'>,
  reply: Reply,
  payload: unknown,
): Promise<unknown> {
  if (typeof payload !== 'string' || payload.length < minLength || reply.statusCode !== 200) return payload;
  reply.header('Vary', 'Accept-Encoding');
  const coding = negotiateCoding(request.headers['accept-encoding']);
  if (coding === 'identity') return payload;
  reply.header('Content-Encoding', coding);
  reply.removeHeader('Content-Length');
  return compress(Buffer.from(payload), coding, quickLevels);
}
