import type { Instrumentation } from 'next';
import { getRuntime } from './server/runtime';

/** Next tells nobody else that a page could not be made: its answer has the same number as this line. */
export const onRequestError: Instrumentation.onRequestError = (err, { headers, method, path }) => {
  getRuntime().log.error({ reqId: headers['x-request-id'], err, method, url: path }, 'failed');
};
