import { expect } from '@playwright/test';

/** Expects that a start failed with exit code 1 and this one sentence, without a stack trace. */
export function expectRefusal({ code, output }: { code: number | null; output: string }, sentence: RegExp) {
  expect(output.split('\n').filter((line) => line !== '')).toEqual([expect.stringMatching(sentence)]);
  expect(output.trim()).toMatch(/^[A-Z].*\.$/);
  expect(code).toBe(1);
}
