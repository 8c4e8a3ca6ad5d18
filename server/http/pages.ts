import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Identity } from '../auth/identity';
import type { Logger } from '../log';
import type { Metrics } from '../metrics';
import { createEntryPages, isEntryPage } from './entry/entry-pages';
import { createRenderPage } from './entry/render-page';
import { createStaticFiles, isFileAddress } from './files/static-files';
import { setPagePolicy } from './guard/content-policy';
import { pathOf } from './guard/guard';
import { failedProblem, sendProblem } from './problem';
import { requestIdOf } from './request-id';

type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

type PagesDeps = {
  /** Answers what is not the API: Next's own handler. */
  handle: Handle;
  /** The project's folder. */
  root: string;
  log: Logger;
  metrics: Metrics;
  identity: Identity;
  isDevelopment: boolean;
};

/**
 * Answers what is not the API. Files come from a list, anonymous requests get the shared sign-in pages or a redirect to
 * them, and only pages for signed-in readers are rendered by Next. In development Next serves the files too.
 */
export function createPages({ handle, root, log, metrics, identity, isDevelopment }: PagesDeps): Handle {
  const renderBare: Handle = (req, res) => {
    metrics.rendered();
    return handle(req, res);
  };
  const render: Handle = (req, res) => {
    setPagePolicy(req, res, isDevelopment);
    return renderBare(req, res);
  };
  const files = isDevelopment ? null : createStaticFiles(root);
  const answerEntry = isDevelopment ? render : createEntryPages(createRenderPage(renderBare));

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = pathOf(req);
    if (isFileAddress(path) || isNextsOwn(path))
      return files ? files.answer(req, res, path) : render(req, res);
    if (identity.find(req.headers)) return render(req, res);
    if (isEntryPage(path)) return answerEntry(req, res, path);
    res.writeHead(303, { Location: signInFrom(req.url ?? '/'), 'Cache-Control': 'no-store' }).end();
  }

  return async (req, res) => {
    const { method = '', url = '' } = req;
    const began = performance.now();
    res.once('close', () => {
      const milliseconds = performance.now() - began;
      metrics.answered({ method, route: routeOf(url), status: res.statusCode, milliseconds });
    });
    try {
      await answer(req, res);
    } catch (error) {
      const reqId = requestIdOf(req);
      log.error({ reqId, err: error, method, url }, 'failed');
      if (res.headersSent) res.destroy();
      else sendProblem(res, failedProblem(reqId));
    }
  };
}

/** Paths that Next uses in development, such as /__nextjs_font. */
function isNextsOwn(path: string): boolean {
  return path.startsWith('/__nextjs');
}

/** The sign-in page that leads back to the page that was asked for. */
function signInFrom(url: string): string {
  const wanted = pageOf(url);
  return wanted === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(wanted)}`;
}

/** Next keeps the pattern of a page's route to itself: its own files are told from the rest. */
function routeOf(url: string): string {
  return url.startsWith('/_next/') ? '/_next/*' : '/*';
}

/** The address of a page that Next's own script asks for: without the parameter that it adds. */
function pageOf(url: string): string {
  const [path = '/'] = url.split('?', 1);
  const asked = url
    .slice(path.length + 1)
    .split('&')
    .filter((one) => one !== '' && !one.startsWith('_rsc='));
  return asked.length > 0 ? `${path}?${asked.join('&')}` : path;
}
