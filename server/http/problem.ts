import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { AppError, ErrorCode, FieldError } from '@/db/model/errors';

type Kind = { status: number; title: string };

const kinds = {
  malformed: { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'timed-out': { status: 408, title: 'The request took too long to arrive' },
  reset: { status: 410, title: 'The cursor is no longer valid' },
  'moved-on': { status: 412, title: 'The record has changed' },
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
} as const satisfies Record<ErrorCode, Kind> & Record<string, Kind>;

export type ProblemKind = keyof typeof kinds;

/** RFC 9457. */
export const problem = z.strictObject({
  type: z.string().meta({ description: 'urn:chancery:problem:… identifies the kind of problem' }),
  title: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: 'A sentence that says what to do' }),
  errors: z
    .array(z.strictObject({ path: z.string(), message: z.string() }))
    .optional()
    .meta({ description: 'The bad fields, parameters or headers' }),
  current: z.unknown().optional().meta({ description: 'With 412: the current record' }),
  reason: z.string().optional().meta({ description: 'With 410: why the cursor is no longer valid' }),
  requestId: z.string().optional().meta({ description: 'With 500: the id of this request in the log' }),
});
export type Problem = z.output<typeof problem>;

type More = { errors?: FieldError[]; current?: unknown; reason?: string; requestId?: string };

export function problemOf(kind: ProblemKind, detail: string, more: More = {}): Problem {
  const { status, title } = kinds[kind];
  return { type: `urn:chancery:problem:${kind}`, title, status, detail, ...more };
}

export function problemOfError({ code, message, errors, current }: AppError): Problem {
  return problemOf(code, message, {
    ...(errors.length > 0 ? { errors } : {}),
    ...(current === undefined ? {} : { current }),
  });
}

/** The problem of an unexpected error. It has the id under which the log records the cause. */
export function failedProblem(requestId: string): Problem {
  return problemOf(
    'failed',
    `Something went wrong. Try again. If the problem persists, give your administrator this number: ${requestId}.`,
    { requestId },
  );
}

/** The problem of requests that arrive during shutdown. */
export function stoppingProblem(): Problem {
  return problemOf('unavailable', 'Chancery is stopping: try again in a moment.');
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
