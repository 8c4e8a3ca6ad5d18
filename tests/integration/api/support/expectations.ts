import { expect } from '@playwright/test';
import { type Problem, problem } from '@/server/http/problem';
import type { ApiResponse } from '../../../support/api';

/** Expects an RFC 9457 problem with this status and returns it. */
export function expectProblem(answer: ApiResponse, status: number): Problem {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const parsed = problem.parse(answer.body);
  expect(parsed).toMatchObject({ status, type: expect.stringMatching(/^urn:chancery:problem:[a-z-]+$/) });
  expect(answer.status).toBe(status);
  expect(JSON.stringify(parsed)).not.toMatch(/node_modules|\.ts:\d|\.mjs:\d|SQLITE/);
  return parsed;
}

/** Expects 422 for exactly these paths. */
export function expectBadFields(answer: ApiResponse, paths: string[]): void {
  const { errors = [] } = expectProblem(answer, 422);
  expect(errors.map(({ path }) => path).sort()).toEqual([...paths].sort());
  for (const { message } of errors) expect(message).toMatch(/^[A-Z]/);
}
