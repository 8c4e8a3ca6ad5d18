import type * as z from 'zod';
import { reportSessionEnd } from '../_session/session-end';
import { type ApiRequest, type ApiResponse, callApi } from './call-api';
import { type ApiFieldError, problem } from './problem';
import { problemKindOf } from './problem-kind';

/** What was refused: the error of the whole, and those of the fields. */
export type Refusal = Pick<ApiFieldError, 'code' | 'params'> & { errors: ApiFieldError[] };

/** The result of a write request. */
export type Outcome<T> =
  | { is: 'done'; value: T }
  /** Nothing was written. `errors` names the invalid fields. */
  | ({ is: 'refused' } & Refusal)
  /** Another user changed the record first; `current` is its current state. */
  | { is: 'version-conflict'; current: T }
  /** Deleted, or no longer visible to this user. */
  | { is: 'gone' }
  /** No answer or a server error: the change may or may not have been written. */
  | { is: 'unreachable' };

/** Sends a write request and parses the answer with `value`. */
export async function write<T>(request: ApiRequest, value: z.ZodType<T>): Promise<Outcome<T>> {
  const answer = await callApi<unknown>(request);
  if (problemKindOf(answer?.json) === 'unauthenticated') reportSessionEnd();
  return outcomeOf(answer, value);
}

/** The header the API requires to change a version (RFC 9110, 13.1.1). */
export function ifMatch({ version }: { version: number }): Record<string, string> {
  return { 'If-Match': `"${version}"` };
}

function outcomeOf<T>(answer: ApiResponse | null, value: z.ZodType<T>): Outcome<T> {
  if (answer === null || answer.status >= 500) return { is: 'unreachable' };
  const { status, json } = answer;
  if (status < 300) {
    const made = value.safeParse(json);
    return made.success ? { is: 'done', value: made.data } : { is: 'unreachable' };
  }
  const kind = problemKindOf(json);
  if (kind === null) return { is: 'unreachable' };
  if (kind === 'not-found') return { is: 'gone' };
  const refusal = problem.safeParse(json).data;
  const current = kind === 'version-conflict' ? value.safeParse(refusal?.current) : null;
  if (current?.success) return { is: 'version-conflict', current: current.data };
  const { code = '', params = {}, errors = [] } = refusal ?? {};
  return { is: 'refused', code, params, errors };
}
