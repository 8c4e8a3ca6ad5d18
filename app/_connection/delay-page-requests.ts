import { reportOffline, untilOnline } from './connection';

const name = 'chancery:page-waits';
/** Limits the attempts if the server is reachable but its answers for this page break. */
const maxAttempts = 5;

/** Calls the listener when a requested page has to wait for the server. */
export function onPageDelayed(listener: () => void): () => void {
  window.addEventListener(name, listener);
  return () => window.removeEventListener(name, listener);
}

export function reportPageDelayed(): void {
  window.dispatchEvent(new Event(name));
}

/**
 * Delays Next's page requests while the server is unreachable. If they failed, Next would load the page's address
 * instead, and the browser's error page would replace the board in memory.
 */
export function delayPageRequests(): void {
  const send = window.fetch.bind(window);
  window.fetch = (input, init) => (isPage(init) ? fetchPage(send, input, init) : send(input, init));
}

/** Pages only: a prefetch may fail, since it is repeated when the page is opened. */
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
      if (!isProxyFailure(response) || attempt >= maxAttempts) return response;
    } catch (error) {
      if (init?.signal?.aborted || attempt >= maxAttempts) throw error;
    }
    reportOffline();
    if (!isOpen(input)) reportPageDelayed();
    await untilOnline();
  }
}

/** A refresh of the open page, which the user does not wait for. */
function isOpen(input: RequestInfo | URL): boolean {
  const address = input instanceof Request ? input.url : input;
  return new URL(address, location.href).pathname === location.pathname;
}

function isProxyFailure({ status }: Response): boolean {
  return status === 502 || status === 503 || status === 504;
}
