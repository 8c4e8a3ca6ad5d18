import { callApi } from '../_api/call-api';
import { problemKindOf } from '../_api/problem-kind';
import { reportSessionEnd } from './session-end';

/** Asks the server whether the session is still valid, and reports it if not. */
export async function checkSignedIn(): Promise<void> {
  // Without an answer nothing is known; the next request finds out.
  const answer = await callApi({ method: 'GET', path: '/api/me' });
  if (problemKindOf(answer?.json) === 'unauthenticated') reportSessionEnd();
}
