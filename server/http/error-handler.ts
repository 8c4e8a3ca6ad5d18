import type { FastifyReply, FastifyRequest } from 'fastify';
import { isAppError } from '@/db/model/errors';
import type { RefusalKind } from '@/db/model/words';
import { refusalKindOf } from '../auth/refusals';
import {
  failedProblem,
  type Problem,
  problemOf,
  problemOfError,
  problemType,
  stoppingProblem,
} from './problem';

/**
 * Every failure becomes a problem here: people see what to do, the log sees the cause, and `onRefused` hears of
 * those by which somebody was refused.
 */
export function createFailures(onRefused: (kind: RefusalKind, request: FastifyRequest) => void) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const answer = problemOfFailure(error, request);
    const kind = refusalOf(error, answer, request.routeOptions.url ?? '');
    if (kind) onRefused(kind, request);
    answerProblem(error, answer, request, reply);
  };
}

/** At the entrances also a link that nobody has is an attempt to come in. */
function refusalOf(error: unknown, { status }: Problem, route: string): RefusalKind | null {
  const isAttempt =
    status === 401 ||
    status === 404 ||
    (isAppError(error) && error.code === 'invalid' && error.errors.some(({ path }) => path === 'token'));
  return route.startsWith('/api/auth/') && isAttempt ? 'sign-in' : refusalKindOf(status);
}

function answerProblem(error: unknown, answer: Problem, request: FastifyRequest, reply: FastifyReply): void {
  // Who has left hears no answer, and the query that he gave up has not failed.
  if (answer.status >= 500 && !request.signal.aborted)
    request.log.error({ err: error, method: request.method, url: request.url }, 'failed');
  // No version of this answer may stay anywhere, whatever the route had set before it failed.
  reply.removeHeader('ETag');
  void reply
    .code(answer.status)
    .header('Cache-Control', 'no-store')
    .type(problemType)
    .send(JSON.stringify(answer));
}

function problemOfFailure(error: unknown, { id, routeOptions }: FastifyRequest): Problem {
  if (isAppError(error)) return problemOfError(error);
  switch (statusOf(error)) {
    case 400:
      return problemOf(
        'malformed',
        'Send a request of well-formed HTTP: a path that decodes and the body that its headers announce.',
      );
    case 404:
      return problemOf(
        'not-found',
        'There is nothing at this address: /api/openapi.json lists all addresses.',
      );
    case 413:
      return problemOf('too-large', `Send at most ${(routeOptions.bodyLimit ?? 0) / 1024} KB here.`);
    case 414:
      return problemOf('address-too-long', 'Shorten the address.');
    case 415:
      return problemOf('unsupported-media-type', 'Send JSON, with Content-Type: application/json.');
    case 503:
      return stoppingProblem();
    default:
      return failedProblem(id);
  }
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
}
