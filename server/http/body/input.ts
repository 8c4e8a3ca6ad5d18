import type { FastifyRequest } from 'fastify';
import { AppError } from '@/db/model/errors';
import { limitsOf } from './body-limits';
import { boundJson } from './json-bounds';

/** Bodies as they were sent: a schema's output has defaults in it. */
const sentBodies = new WeakMap<FastifyRequest, unknown>();

/** The JSON of a request's body before its schema has read it; undefined without a body. */
export function sentBody(request: FastifyRequest): unknown {
  return sentBodies.get(request);
}

/**
 * Query parameters; one that comes twice is a list, which no schema takes. Without a prototype, so that
 * "__proto__" is a name like any other.
 */
export function readQuery(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null);
  for (const pair of text.split('&').filter((one) => one !== '')) {
    const [given = '', ...rest] = pair.split('=');
    const [name, value] = [decoded(given), decoded(rest.join('='))];
    const before = query[name];
    // Appended: a list made anew for each of 4,000 values of one name takes half a second.
    if (Array.isArray(before)) before.push(value);
    else query[name] = before === undefined ? value : [before, value];
  }
  return query;
}

/** Stands for what is no UTF-8: no schema takes it, so that the answer names the parameter. */
const noText = '\uD800';

function decoded(part: string): string {
  try {
    // A lone % is one.
    return decodeURIComponent(part.replaceAll('+', ' ').replace(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    return noText;
  }
}

/** A JSON body in UTF-8. Prototype keys are data: the schema refuses them by name. @throws AppError */
export async function readJson(request: FastifyRequest, body: Buffer): Promise<unknown> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new AppError('unsupported-media-type', 'Send the body without compression.');
  }
  boundJson(body, limitsOf(request.routeOptions.config.body).values);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    // V8 quotes what it could not read, which may be a secret: the position is enough.
    const position = error instanceof SyntaxError ? /position \d+/.exec(error.message)?.[0] : undefined;
    throw new AppError(
      'malformed',
      `Send a body of well-formed JSON in UTF-8${position ? ` (see ${position})` : ''}.`,
    );
  }
  sentBodies.set(request, value);
  return value;
}
