import type { FastifyReply, FastifyRequest } from 'fastify';
import { codingOf, compress } from './compression';

/** Shorter answers (bytes) fit into one packet anyway. */
const shortest = 1_024;

/** Brotli at 4 is as fast as gzip, and a tenth smaller. */
const levels = { br: 4, gzip: 5 } as const;

/**
 * Compresses an answer; an `onSend` hook of a route. Only for missions, actors and places, which are the same for every
 * reader. The compressed length of an answer tells what stands in it beside text that an attacker chose (BREACH), so
 * answers with records of several markings, people, keys or sessions stay uncompressed.
 */
export async function compressAnswer(
  request: Pick<FastifyRequest, 'headers'>,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (typeof payload !== 'string' || payload.length < shortest || reply.statusCode !== 200) return payload;
  reply.header('Vary', 'Accept-Encoding');
  const coding = codingOf(request.headers['accept-encoding']);
  if (coding === 'identity') return payload;
  reply.header('Content-Encoding', coding).removeHeader('Content-Length');
  return compress(Buffer.from(payload), coding, levels);
}
