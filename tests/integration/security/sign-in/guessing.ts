import type { Answer } from '../../../support/api';
import { adminEnv } from '../../../support/people';

/** The tests are a trusted proxy, and say from where somebody comes. */
export const behindTests = {
  ...adminEnv,
  TRUST_PROXY: '127.0.0.1',
  REQUESTS_PER_SECOND: '100000',
  REQUEST_BURST: '100000',
};

export const from = (address: string) => ({ 'x-forwarded-for': address });
export const here = '203.0.113.1';
export const there = '203.0.113.2';
export const far = '198.51.100.3';

export function times<T>(count: number, task: (n: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => task(n)));
}

export function countOf(answers: readonly Answer[], status: number): number {
  return answers.filter((answer) => answer.status === status).length;
}
