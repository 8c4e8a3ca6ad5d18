import type { Instrumentation } from 'next';
import { getRuntime } from './server/runtime';

/** The only hook by which Next reports that rendering a page failed. The response has the same request id as the log. */
export const onRequestError: Instrumentation.onRequestError = (err, { headers, method, path }) => {
  getRuntime().log.error({ reqId: headers['x-request-id'], err, method, url: path }, 'failed');
};
