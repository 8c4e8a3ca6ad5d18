import { tellAway, untilBack } from './reach';

const name = 'chancery:page-waits';
/** A page whose answers break while the server is well would be asked for without end. */
const mostAttempts = 5;

/** Calls the listener when a page that was asked for waits for the server. */
export function onPageWaits(listener: () => void): () => void {
  window.addEventListener(name, listener);
  return () => window.removeEventListener(name, listener);
}

export function tellPageWaits(): void {
  window.dispatchEvent(new Event(name));
}

/**
 * Lets what Next asks for a page wait while the server is away. Unanswered, Next loads the page's address instead,
 * and the board in memory gives way to the browser's own error page.
 */
export function guardPages(): void {
  const send = window.fetch.bind(window);
  window.fetch = (input, init) => (isPage(init) ? fetchPage(send, input, init) : send(input, init));
}

/** Pages alone: what is fetched ahead may fail, and is asked for again when it is wanted. */
function isPage(init: RequestInit | undefined): boolean {
  const headers = new Headers(init?.headers);
  return headers.has('rsc') && !headers.has('next-router-prefetch');
}

async function fetchPage(
  send: typeof fetch,
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await send(input, init);
      if (!isProxyFailure(response) || attempt >= mostAttempts) return response;
    } catch (error) {
      if (init?.signal?.aborted || attempt >= mostAttempts) throw error;
    }
    tellAway();
    if (!isOpen(input)) tellPageWaits();
    await untilBack();
  }
}

/** The page that is open, read again: nobody waits for it. */
function isOpen(input: RequestInfo | URL): boolean {
  const address = input instanceof Request ? input.url : input;
  return new URL(address, location.href).pathname === location.pathname;
}

function isProxyFailure({ status }: Response): boolean {
  return status === 502 || status === 503 || status === 504;
}
