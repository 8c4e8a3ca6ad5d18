import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const header = 'x-request-id';

/**
 * Gives a request the number by which its answer and the log name it. It travels as a header, which pages
 * can read too; one that the sender made up is replaced, since it would be written to the log.
 */
export function nameRequest(req: IncomingMessage, res?: ServerResponse): void {
  const id = randomUUID();
  req.headers[header] = id;
  res?.setHeader('X-Request-Id', id);
}

/** The number that `nameRequest` gave it. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  return String(headers[header]);
}
