import { type ApiResponse, callApi } from '../_api/call-api';
import { type ApiFieldError, problem } from '../_api/problem';
import { reportSessionEnd, SessionEnded } from './session-end';

/** The result of a request about accounts. */
export type AccountResult<T> =
  | { is: 'done'; body: T }
  /** A wrong password, code, passkey or link; the server does not say which. */
  | { is: 'wrong' }
  | { is: 'invalid'; errors: readonly ApiFieldError[] }
  | { is: 'tooMany' }
  | { is: 'gone' }
  | { is: 'refused' }
  | { is: 'unreachable' };

/** Calls the API. The type of the answer is trusted. */
export async function callAccountApi<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<AccountResult<T>> {
  const answer = await callApi<T>({ method, path, body: body && JSON.stringify(body) });
  if (answer === null || answer.status >= 300) return refusalOf(answer);
  return { is: 'done', body: answer.json };
}

/** The same for signed-in users: a 401 may mean that the session has ended. @throws SessionEnded */
export async function callSignedIn<T>(
  ...request: Parameters<typeof callAccountApi>
): Promise<AccountResult<T>> {
  const result = await callAccountApi<T>(...request);
  if (result.is === 'wrong' && (await callAccountApi('GET', '/api/me')).is === 'wrong') {
    reportSessionEnd();
    throw new SessionEnded('Nobody is signed in');
  }
  return result;
}

function refusalOf(answer: ApiResponse | null): Exclude<AccountResult<never>, { is: 'done' }> {
  if (answer === null || answer.status >= 500) return { is: 'unreachable' };
  const { status, json } = answer;
  if (status === 401) return { is: 'wrong' };
  if (status === 429) return { is: 'tooMany' };
  if (status === 404) return { is: 'gone' };
  const errors = problem.safeParse(json).data?.errors ?? [];
  return errors.length > 0 ? { is: 'invalid', errors } : { is: 'refused' };
}
