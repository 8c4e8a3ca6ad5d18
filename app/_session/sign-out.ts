import { callAccountApi } from './account-api';

/** Signs out and goes to the sign-in page. Returns false if the server does not answer. */
export async function signOut(): Promise<boolean> {
  const answered = await callAccountApi('POST', '/api/auth/sign-out', {});
  if (answered.is !== 'done' && answered.is !== 'wrong') return false;
  // A full page load, so that nothing the user could see stays in memory.
  location.assign('/sign-in');
  return true;
}
