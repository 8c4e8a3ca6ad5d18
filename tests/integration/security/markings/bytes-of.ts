import type { ApiResponse } from '../../../support/api';

/** Everything in a response that could reveal something; without headers that differ by request. */
export function bytesOf({ status, headers, body }: ApiResponse): string {
  const compared = [...headers].filter(([name]) => !['x-request-id', 'date', 'keep-alive'].includes(name));
  return JSON.stringify([status, compared, body]);
}
