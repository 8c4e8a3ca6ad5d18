import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../log';
import { setPagePolicy } from './content-policy';
import { failedProblem, sendProblem } from './problem';
import { requestIdOf } from './request-id';

type PagesDeps = {
  /** Answers what is not the API: Next's own handler. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  log: Logger;
  isDevelopment: boolean;
};

/** Gives the pages their policy, and turns what they throw into a problem. */
export function createPages({ handle, log, isDevelopment }: PagesDeps) {
  return (req: IncomingMessage, res: ServerResponse): void => {
    const { method = '', url = '' } = req;
    setPagePolicy(req, res, isDevelopment);
    handle(req, res).catch((error: unknown) => {
      const reqId = requestIdOf(req);
      log.error({ reqId, err: error, method, url }, 'failed');
      if (res.headersSent) res.destroy();
      else sendProblem(res, failedProblem(reqId));
    });
  };
}
