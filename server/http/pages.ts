import type { IncomingMessage, ServerResponse } from 'node:http';
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
  isDevelopment: boolean;
};

/** Gives the pages their policy, counts what they answer, and turns what they throw into a problem. */
export function createPages({ handle, log, metrics, isDevelopment }: PagesDeps) {
  return (req: IncomingMessage, res: ServerResponse): void => {
    const { method = '', url = '' } = req;
    setPagePolicy(req, res, isDevelopment);
    const began = performance.now();
    res.once('close', () => {
      const milliseconds = performance.now() - began;
      metrics.answered({ method, route: routeOf(url), status: res.statusCode, milliseconds });
    });
    handle(req, res).catch((error: unknown) => {
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
