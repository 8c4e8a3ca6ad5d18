import { ask } from './ask';

/** Signs out and goes to the sign-in page. Returns false if the server does not answer. */
export async function leave(): Promise<boolean> {
  const answered = await ask('POST', '/api/auth/sign-out', {});
  if (answered.is !== 'done' && answered.is !== 'wrong') return false;
  // A full page load, so that nothing the user could see stays in memory.
  location.assign('/sign-in');
  return true;
}
