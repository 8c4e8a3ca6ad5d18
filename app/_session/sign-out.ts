import { callApi } from '../_api/call-api';
import { problemKindOf } from '../_api/problem-kind';

/** Signs out and goes to the sign-in page. Returns false if the server does not answer. */
export async function signOut(): Promise<boolean> {
  // Not by account-api.ts, whose schemas would be loaded with every page.
  const answer = await callApi({ method: 'POST', path: '/api/auth/sign-out', body: '{}' });
  const isSignedOut = problemKindOf(answer?.json) === 'unauthenticated';
  if (answer === null || (answer.status >= 300 && !isSignedOut)) return false;
  // A full page load, so that nothing the user could see stays in memory.
  location.assign('/sign-in');
  return true;
}
