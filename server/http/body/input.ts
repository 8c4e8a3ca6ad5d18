import type { FastifyRequest } from 'fastify';
import { failure } from '@/db/model/errors';
import { limitsOf } from './body-limits';
import { checkJsonBounds } from './json-bounds';

/** Bodies previous validation, which adds defaults. */
const sentBodies = new WeakMap<FastifyRequest, unknown>();

/** The parsed JSON body of a request previous validation; undefined without a body. */
export function unvalidatedBody(request: FastifyRequest): unknown {
  return sentBodies.get(request);
}

/**
 * Parses query parameters. A repeated parameter becomes a list, which no schema accepts. The object has no prototype, so
 * that "__proto__" is an ordinary name.
 */
export function readQuery(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null);
  for (const pair of text.split('&').filter((one) => one !== '')) {
    const [rawName = '', ...rest] = pair.split('=');
    const [name, value] = [decode(rawName), decode(rest.join('='))];
    const previous = query[name];
    // Appending is linear: copying the list for each of 4,000 values of one name takes half a second.
    if (Array.isArray(previous)) previous.push(value);
    else query[name] = previous === undefined ? value : [previous, value];
  }
  return query;
}

/** Replaces text that is not UTF-8. No schema accepts it, so the error names the parameter. */
const invalidText = '\uD800';

function decode(part: string): string {
  try {
    // A % that starts no escape sequence is a literal %.
    return decodeURIComponent(part.replaceAll('+', ' ').replace(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    return invalidText;
  }
}

/** Parses a JSON body in UTF-8. Prototype keys are data, and the schema refuses them by name. @throws AppError */
export async function readJson(request: FastifyRequest, body: Buffer): Promise<unknown> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw failure('compressed-body');
  }
  checkJsonBounds(body, limitsOf(request.routeOptions.config.body).values);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    // V8's message quotes the input, which may contain a secret, so only the position is shown.
    const position = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    throw position === undefined
      ? failure('bad-json')
      : failure('bad-json-at', { position: Number(position) });
  }
  sentBodies.set(request, value);
  return value;
}
