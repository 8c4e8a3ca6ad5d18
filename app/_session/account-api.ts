import { type ApiResponse, callApi } from '../_api/call-api';
import { type ApiFieldError, problem } from '../_api/problem';
import { problemKindOf } from '../_api/problem-kind';
import { reportSessionEnd, SessionEnded } from './session-end';

/** The result of a request about accounts. */
export type AccountResult<T> =
  | { is: 'done'; body: T }
  /** A wrong password, code, passkey or link; the server does not say which. `isSignedOut`: it said that nobody is signed in. */
  | { is: 'wrong'; isSignedOut: boolean }
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

/** The same for signed-in users, whose session may have ended. @throws SessionEnded */
export async function callSignedIn<T>(
  ...request: Parameters<typeof callAccountApi>
): Promise<AccountResult<T>> {
  const result = await callAccountApi<T>(...request);
  // A session that ended while the password was compared is told as a wrong one.
  const isEnded =
    result.is === 'wrong' && (result.isSignedOut || (await callAccountApi('GET', '/api/me')).is === 'wrong');
  if (isEnded) {
    reportSessionEnd();
    throw new SessionEnded('Nobody is signed in');
  }
  return result;
}

function refusalOf(answer: ApiResponse | null): Exclude<AccountResult<never>, { is: 'done' }> {
  const { code = '', errors = [] } = problem.safeParse(answer?.json).data ?? {};
  switch (problemKindOf(answer?.json)) {
    case null:
    case 'failed':
    case 'unavailable':
      return { is: 'unreachable' };
    case 'unauthenticated':
      return { is: 'wrong', isSignedOut: code === 'sign-in-needed' };
    case 'too-many':
      return { is: 'tooMany' };
    case 'not-found':
      return { is: 'gone' };
    default:
      return errors.length > 0 ? { is: 'invalid', errors } : { is: 'refused' };
  }
}
