import type { Answer } from '../../../support/api';

/** Every byte of an answer that could tell something; not those that differ by request. */
export function bytesOf({ status, headers, body }: Answer): string {
  const told = [...headers].filter(([name]) => !['x-request-id', 'date', 'keep-alive'].includes(name));
  return JSON.stringify([status, told, body]);
}
