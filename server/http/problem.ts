import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { type AnswerCode, isAnswerCode, type ProblemKind } from '@/db/model/error-codes';
import { type AppError, failure, type GivenParams } from '@/db/model/errors';
import { asSentence, sentenceOf } from '../error-sentences';

type Kind = { status: number; title: string };

const kinds = {
  malformed: { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'timed-out': { status: 408, title: 'The request took too long to arrive' },
  reset: { status: 410, title: 'The cursor is no longer valid' },
  'version-conflict': { status: 412, title: 'The record has changed' },
  'too-large': { status: 413, title: 'The request is too large' },
  'address-too-long': { status: 414, title: 'The address is too long' },
  'unsupported-media-type': { status: 415, title: 'Unsupported content type' },
  misdirected: { status: 421, title: 'Unknown host' },
  invalid: { status: 422, title: 'The request has invalid fields' },
  'precondition-required': { status: 428, title: 'The request must name a version' },
  'too-many': { status: 429, title: 'Too many requests' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  failed: { status: 500, title: 'The request failed' },
  unavailable: { status: 503, title: 'Not available' },
} as const satisfies Record<ProblemKind, Kind>;

/** Errors beyond these are only counted. */
const maxErrors = 100;

const params = z.record(z.string(), z.union([z.string(), z.number()]));

/** RFC 9457. */
export const problem = z.strictObject({
  type: z.string().meta({ description: 'urn:chancery:problem:… identifies the kind of problem' }),
  title: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: 'A sentence that says what to do' }),
  code: z.string().meta({ description: 'What went wrong. Codes are never reused for something else' }),
  params: params.meta({ description: 'What the sentence names: a limit, a country, the allowed values' }),
  errors: z
    .array(z.strictObject({ path: z.string(), message: z.string(), code: z.string(), params }))
    .optional()
    .meta({ description: 'The bad fields, parameters or headers' }),
  current: z.unknown().optional().meta({ description: 'With 412: the current record' }),
  reason: z.string().optional().meta({ description: 'With 410: why the cursor is no longer valid' }),
  requestId: z.string().optional().meta({ description: 'With 500: the id of this request in the log' }),
});
export type Problem = z.output<typeof problem>;

/** The problem of an answer that no AppError leads to. */
export function problemOf<C extends AnswerCode>(code: C, ...params: GivenParams<C>): Problem {
  return problemOfError(failure(code, ...params));
}

/** The only place where an error of the API becomes a sentence. */
export function problemOfError(error: AppError): Problem {
  // What only the operator may read, such as the path of the database, is in the log.
  if (!isAnswerCode(error.code)) return problemOf('database-silent');
  const { code, params, kind, errors, current } = error;
  const { status, title } = kinds[kind];
  const told = errors.map((one) => ({
    path: one.path,
    message: sentenceOf(one),
    code: one.code,
    params: one.params,
  }));
  return {
    type: `urn:chancery:problem:${kind}`,
    title,
    status,
    detail: code === 'invalid-fields' ? firstOf(told) : asSentence(error),
    code,
    params,
    ...(told.length > 0 ? { errors: told.slice(0, maxErrors) } : {}),
    ...(current === undefined ? {} : { current }),
    ...(typeof params.requestId === 'string' ? { requestId: params.requestId } : {}),
  };
}

function firstOf(errors: readonly { path: string; message: string }[]): string {
  const [first] = errors;
  const where = first?.path ? `${first.path}: ` : '';
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `${where}${first?.message}${rest}.`;
}

export const problemType = 'application/problem+json';

/** Sends a problem outside fastify and closes the connection, since the rest of the request is not read. */
export function sendProblemAndClose(
  res: ServerResponse,
  problemBody: Problem,
  headers: Record<string, string> = {},
): void {
  sendProblem(res, problemBody, { ...headers, Connection: 'close' });
}

/** Sends a problem outside fastify to a request whose body has been read or is empty. */
export function sendProblem(
  res: ServerResponse,
  problemBody: Problem,
  headers: Record<string, string> = {},
): void {
  const body = JSON.stringify(problemBody);
  res.writeHead(problemBody.status, {
    ...headers,
    'Content-Type': problemType,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  res.end(body);
}
