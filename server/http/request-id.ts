import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const header = 'x-request-id';

/**
 * Gives a request a new id, which the response and the log contain. It is a request header, so that pages can read it
 * too. An id that the client sent is replaced, since it would be written to the log.
 */
export function assignRequestId(req: IncomingMessage, res?: ServerResponse): void {
  const id = randomUUID();
  req.headers[header] = id;
  res?.setHeader('X-Request-Id', id);
}

/** The id that `assignRequestId` has set. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  return String(headers[header]);
}
