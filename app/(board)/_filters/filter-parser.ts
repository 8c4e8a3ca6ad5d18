import { untilOnline } from '../../_connection/connection';
import { preloadLater } from '../../_lazy/lazy-component';
import type { RawFilter, ReadFilter } from './filter-names';

type Parser = (raw: RawFilter) => ReadFilter;

const retryMillis = 2_000;

let parser: Parser | null = null;

/** The parser of the filter, once it is loaded. The page comes with its filter parsed by the server. */
export function filterParser(): Parser | null {
  return parser;
}

/** Loads the parser with the schemas of the API: 33 KB compressed, which the first paint does not need. */
export async function loadFilterParser(): Promise<void> {
  while (parser === null) {
    await untilOnline();
    try {
      parser = (await import('./read-filter')).readFilter;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, retryMillis));
    }
  }
}

preloadLater(loadFilterParser);
