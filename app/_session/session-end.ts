const name = 'chancery:ended';

/** The session has ended; retrying is useless. */
export class SessionEnded extends Error {}

/** Reports that the session has ended; `SessionWatch` handles it. */
export function reportSessionEnd(): void {
  window.dispatchEvent(new Event(name));
}

export function onSessionEnd(listener: () => void): () => void {
  window.addEventListener(name, listener);
  return () => window.removeEventListener(name, listener);
}

/** Reports an ended session if the API answered 401. @throws SessionEnded */
export function throwIfSessionEnded({ status }: Response): void {
  if (status !== 401) return;
  reportSessionEnd();
  throw new SessionEnded('Nobody is signed in');
}
