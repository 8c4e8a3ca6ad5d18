/**
 * The board's own code fetches by path, as a page does. Outside a browser paths have no address: until the
 * answer is called they are taken as those of `url`.
 */
export function fetchAsPageOf(url: string): () => void {
  const outer = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    outer(typeof input === 'string' && input.startsWith('/') ? new URL(input, url) : input, init);
  return () => {
    globalThis.fetch = outer;
  };
}
