import { reportSessionEnd } from './session-end';

/** Asks the server whether the session is still valid, and reports it if not. */
export async function checkSignedIn(): Promise<void> {
  // Without an answer nothing is known; the next request finds out.
  const answer = await fetch('/api/me', { cache: 'no-store' }).catch(() => null);
  if (answer?.status === 401) reportSessionEnd();
}
