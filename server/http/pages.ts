import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Identity } from '../auth/identity';
import type { Logger } from '../log';
import type { Metrics } from '../metrics';
import { setPagePolicy } from './content-policy';
import { failedProblem, sendProblem } from './problem';
import { requestIdOf } from './request-id';

type PagesDeps = {
  /** Answers what is not the API: Next's own handler. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  log: Logger;
  metrics: Metrics;
  identity: Identity;
  isDevelopment: boolean;
};

/** Pages for whoever is not signed in. */
const open = /^\/(sign-in|join|_next|flags|fonts)(?:[/?]|$)|^\/[\w-]+\.(?:ico|svg|png|webmanifest)$/;

/** Sends whoever is not signed in to the page where he can, gives the pages their policy, counts what they answer, and turns what they throw into a problem. */
export function createPages({ handle, log, metrics, identity, isDevelopment }: PagesDeps) {
  async function answer(req: IncomingMessage, res: ServerResponse, url: string): Promise<void> {
    if (open.test(url) || identity.find(req.headers)) return handle(req, res);
    const wanted = pageOf(url);
    const next = wanted === '/' ? '' : `?next=${encodeURIComponent(wanted)}`;
    res.writeHead(303, { Location: `/sign-in${next}`, 'Cache-Control': 'no-store' }).end();
  }

  return (req: IncomingMessage, res: ServerResponse): void => {
    const { method = '', url = '' } = req;
    setPagePolicy(req, res, isDevelopment);
    const began = performance.now();
    res.once('close', () => {
      const milliseconds = performance.now() - began;
      metrics.answered({ method, route: routeOf(url), status: res.statusCode, milliseconds });
    });
    answer(req, res, url).catch((error: unknown) => {
      const reqId = requestIdOf(req);
      log.error({ reqId, err: error, method, url }, 'failed');
      if (res.headersSent) res.destroy();
      else sendProblem(res, failedProblem(reqId));
    });
  };
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
