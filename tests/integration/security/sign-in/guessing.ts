import type { ApiResponse } from '../../../support/api';
import { adminEnv } from '../../../support/people';

/** The test acts as a trusted proxy and sets the address of each client. */
export const proxyEnv = {
  ...adminEnv,
  TRUST_PROXY: '127.0.0.1',
  REQUESTS_PER_SECOND: '100000',
  REQUEST_BURST: '100000',
};

export const forwardedFor = (address: string) => ({ 'x-forwarded-for': address });
export const clientAddress = '203.0.113.1';
export const otherAddress = '203.0.113.2';
export const thirdAddress = '198.51.100.3';

export function times<T>(count: number, task: (n: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => task(n)));
}

export function countOf(answers: readonly ApiResponse[], status: number): number {
  return answers.filter((answer) => answer.status === status).length;
}
