import { ask } from './ask';

/** Signs out and goes to the page for signing in; false where the server does not answer. */
export async function leave(): Promise<boolean> {
  const answered = await ask('POST', '/api/auth/sign-out', {});
  if (answered.is !== 'done' && answered.is !== 'wrong') return false;
  // A whole load: nothing of what he could see stays in memory.
  location.assign('/sign-in');
  return true;
}
