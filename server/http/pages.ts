import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Identity } from '../auth/identity';
import type { Logger } from '../log';
import type { Metrics } from '../metrics';
import { createEntryPages, isEntryPage } from './entry/entry-pages';
import { createRenderPage } from './entry/render-page';
import { isFileAddress, type StaticFiles } from './files/static-files';
import { setPagePolicy } from './guard/content-policy';
import { pathOf } from './guard/guard';
import { problemOf, sendProblemAndClose } from './problem';
import { requestIdOf } from './request-id';

type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** What Next and the build provide for all servers of a process. */
export type PreparedPages = {
  /** Next's request handler. */
  handle: Handle;
  /** Returns false if there is no handler for it. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** The files of the build, which are compressed once; null in development, when Next serves them. */
  files: StaticFiles | null;
  close(): Promise<void>;
};

type PagesDeps = Pick<PreparedPages, 'handle' | 'files'> & {
  log: Logger;
  metrics: Metrics;
  identity: Identity;
  isDevelopment: boolean;
};

/**
 * Serves everything except the API. Files come from memory, anonymous requests get the shared sign-in pages or a redirect
 * to them, and Next renders pages for signed-in users only. In development Next serves the files too.
 */
export function createPages({ handle, files, log, metrics, identity, isDevelopment }: PagesDeps): Handle {
  const renderBare: Handle = (req, res) => {
    metrics.rendered();
    return handle(req, res);
  };
  const render: Handle = (req, res) => {
    setPagePolicy(req, res, isDevelopment);
    return renderBare(req, res);
  };
  const serveEntry = isDevelopment ? render : createEntryPages(createRenderPage(renderBare));

  async function respond(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = pathOf(req);
    if (isFileAddress(path) || isNextPath(path))
      return files ? files.serve(req, res, path) : render(req, res);
    if (await identity.find(req.headers)) return render(req, res);
    if (isEntryPage(path)) return serveEntry(req, res, path);
    res.writeHead(303, { Location: signInPath(req.url ?? '/'), 'Cache-Control': 'no-store' }).end();
  }

  return async (req, res) => {
    const { method = '', url = '' } = req;
    const began = performance.now();
    res.once('close', () => {
      const milliseconds = performance.now() - began;
      metrics.responded({ method, route: routeOf(url), status: res.statusCode, milliseconds });
    });
    try {
      await respond(req, res);
    } catch (error) {
      const reqId = requestIdOf(req);
      log.error({ reqId, err: error, method, url }, 'failed');
      if (res.headersSent) res.destroy();
      else sendProblemAndClose(res, problemOf('failed', { requestId: reqId }));
    }
  };
}

/** Paths that Next uses in development, such as /__nextjs_font. */
function isNextPath(path: string): boolean {
  return path.startsWith('/__nextjs');
}

/** The path of the sign-in page that leads back to the requested page. */
function signInPath(url: string): string {
  const page = pagePath(url);
  return page === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(page)}`;
}

/** The route label of the metrics. Next does not expose the pattern of a page's route, so only its files are separate. */
function routeOf(url: string): string {
  return url.startsWith('/_next/') ? '/_next/*' : '/*';
}

/** The path and query of a page, without the parameter that Next's client adds. */
function pagePath(url: string): string {
  const [path = '/'] = url.split('?', 1);
  const parameters = url
    .slice(path.length + 1)
    .split('&')
    .filter((one) => one !== '' && !one.startsWith('_rsc='));
  return parameters.length > 0 ? `${path}?${parameters.join('&')}` : path;
}
