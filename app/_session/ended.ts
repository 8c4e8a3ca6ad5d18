const name = 'chancery:ended';

/** Nobody is signed in here any more: what was asked for cannot be had by asking again. */
export class SessionEnded extends Error {}

/** Says that the server knows nobody by this page's requests; `SessionWatch` takes it from there. */
export function tellEnded(): void {
  window.dispatchEvent(new Event(name));
}

export function onEnded(listener: () => void): () => void {
  window.addEventListener(name, listener);
  return () => window.removeEventListener(name, listener);
}

/** @throws SessionEnded where the API knows nobody by the request; it is told of too */
export function refuseEnded({ status }: Response): void {
  if (status !== 401) return;
  tellEnded();
  throw new SessionEnded('Nobody is signed in');
}
