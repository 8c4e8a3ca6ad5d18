import type { FastifyReply, FastifyRequest } from 'fastify';
import { isAppError } from '@/db/model/errors';
import type { RefusalKind } from '@/db/model/words';
import { refusalKindOf } from '../auth/refusals';
import { maxTargetLength } from './guard/guard';
import { type Problem, problemOf, problemOfError, problemType } from './problem';

/**
 * Turns every error of the API into a problem: the client reads what to do, the log gets the cause, and `onRefused` is
 * called when a request was refused.
 */
export function createErrorHandler(onRefused: (kind: RefusalKind, request: FastifyRequest) => void) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = toProblem(error, request);
    const kind = refusalKind(error, problem, request.routeOptions.url ?? '');
    if (kind) onRefused(kind, request);
    replyWithProblem(error, problem, request, reply);
  };
}

/** On sign-in paths, an unknown link counts as a failed sign-in too. */
function refusalKind(error: unknown, { status }: Problem, route: string): RefusalKind | null {
  const isAttempt =
    status === 401 ||
    status === 404 ||
    (isAppError(error) && error.errors.some(({ path }) => path === 'token'));
  return route.startsWith('/api/auth/') && isAttempt ? 'sign-in' : refusalKindOf(status);
}

function replyWithProblem(
  error: unknown,
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  // If the client has disconnected, its query was aborted and did not fail.
  if (problem.status >= 500 && !request.signal.aborted)
    request.log.error({ err: error, method: request.method, url: request.url }, 'failed');
  // Problems are never cached, even if the route has set other headers before it failed.
  reply.removeHeader('ETag');
  void reply
    .code(problem.status)
    .header('Cache-Control', 'no-store')
    .type(problemType)
    .send(JSON.stringify(problem));
}

function toProblem(error: unknown, { id, routeOptions }: FastifyRequest): Problem {
  if (isAppError(error)) return problemOfError(error);
  switch (statusOf(error)) {
    case 400:
      return problemOf('malformed-request');
    case 404:
      return problemOf('no-such-path');
    case 413:
      return problemOf('body-too-large', { max: (routeOptions.bodyLimit ?? 0) / 1024 });
    case 414:
      return problemOf('url-too-long', { max: maxTargetLength });
    case 415:
      return problemOf('not-json');
    case 503:
      return problemOf('stopping');
    default:
      return problemOf('failed', { requestId: id });
  }
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
}
