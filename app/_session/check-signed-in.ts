import { tellEnded } from './ended';

/** Asks the server whether somebody is still signed in here, and tells where nobody is. */
export async function checkSignedIn(): Promise<void> {
  // Without an answer nothing is known, and what is done next finds it out.
  const answer = await fetch('/api/me', { cache: 'no-store' }).catch(() => null);
  if (answer?.status === 401) tellEnded();
}
