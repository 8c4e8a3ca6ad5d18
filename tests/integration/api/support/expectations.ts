import { expect } from '@playwright/test';
import { type Problem, problem } from '@/server/http/problem';
import type { Answer } from '../../../support/api';

/** Expects a problem of this status, in the form of RFC 9457, and answers with it. */
export function expectProblem(answer: Answer, status: number): Problem {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const told = problem.parse(answer.body);
  expect(told).toMatchObject({ status, type: expect.stringMatching(/^urn:chancery:problem:[a-z-]+$/) });
  expect(answer.status).toBe(status);
  expect(JSON.stringify(told)).not.toMatch(/node_modules|\.ts:\d|\.mjs:\d|SQLITE/);
  return told;
}

/** Expects 422 for exactly these paths. */
export function expectBadFields(answer: Answer, paths: string[]): void {
  const { errors = [] } = expectProblem(answer, 422);
  expect(errors.map(({ path }) => path).sort()).toEqual([...paths].sort());
  for (const { message } of errors) expect(message).toMatch(/^[A-Z]/);
}
