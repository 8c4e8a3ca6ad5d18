/**
 * The board's code fetches by path, as on a page. Outside a browser a path has no origin, so it is resolved against
 * `url` until the returned function is called.
 */
export function resolveFetchAgainst(url: string): () => void {
  const originalFetch = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    originalFetch(typeof input === 'string' && input.startsWith('/') ? new URL(input, url) : input, init);
  return () => {
    globalThis.fetch = originalFetch;
  };
}
