import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { createEncoded } from '../encoding/encoded';
import { problemOf, sendProblem } from '../problem';
import { type Content, sendContent } from './send-content';

export type StaticFiles = {
  /** Responds to a path for which `isFileAddress` is true with the file or 404. */
  serve(req: IncomingMessage, res: ServerResponse, path: string): Promise<void>;
};

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mvt': 'application/vnd.mapbox-vector-tile',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};
const brotliSuffix = '.br';
/** Tiles are binary but shrink like text. */
const text = /^text\/|json|svg|vector-tile/;
const year = 'public, max-age=31536000, immutable';

/** True for paths in the folders of static files and for root names with an extension. No page has such a path. */
export function isFileAddress(path: string): boolean {
  return /^\/(?:_next|basemap|flags|fonts)(?:\/|$)|^\/[^/]*\.[^/]*$/.test(path);
}

/**
 * Serves the files of the build and of public/, which are listed at start. Each is read at its first request and then
 * kept in memory (9 MB in all). Next took 0.5 ms of the event loop per file and 25 ms for a file that does not exist.
 */
export function createStaticFiles(root: string): StaticFiles {
  const files = new Map([
    ...listed(join(root, 'public'), '/'),
    ...listed(join(root, '.next', 'static'), '/_next/static/'),
  ]);
  const kept = new Map<string, Promise<Content>>();

  function contentOf(path: string): Promise<Content | null> {
    const file = files.get(path);
    if (file === undefined) return Promise.resolve(null);
    const known = kept.get(path) ?? read(file, path);
    kept.set(path, known);
    // The file may be unreadable for a moment, for example while a new build replaces it.
    known.catch(() => kept.delete(path));
    return known;
  }

  return {
    async serve(req, res, path) {
      const content = await contentOf(decodeURIComponent(path)).catch(() => null);
      if (content) return sendContent(req, res, content);
      sendProblem(res, problemOf('no-such-file'));
    },
  };
}

/** Pairs of path and file, without compressed files and those of editors and operating systems (.swp, .DS_Store). */
function listed(folder: string, address: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith(brotliSuffix))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(folder.length + 1).replaceAll('\\', '/');
      return [`${address}${path}`, file];
    });
}

async function read(file: string, path: string): Promise<Content> {
  const type = types[extname(file)] ?? 'application/octet-stream';
  // The build compresses its own files; those of public/ are compressed at their first request.
  const brotli = await readFile(`${file}${brotliSuffix}`).catch(() => null);
  const content = createEncoded(await readFile(file), { brotli });
  return { encoded: content, type, cacheControl: cacheControlOf(path), isText: text.test(type) };
}

/** Build files and fonts get a new name when their content changes; a flag or the basemap may change in place. */
function cacheControlOf(path: string): string {
  if (path.startsWith('/_next/static/') || path.startsWith('/fonts/')) return year;
  return /^\/(?:flags|basemap)\//.test(path) ? 'public, max-age=604800' : 'public, max-age=0';
}
