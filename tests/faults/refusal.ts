import { expect } from '@playwright/test';

/** Expects that a start failed with exit code 1 and this one sentence, without a stack trace. */
export function expectRefusal({ code, output }: { code: number | null; output: string }, sentence: RegExp) {
  const lines = output.split('\n').filter((line) => line !== '');
  // Together, because a wrong exit code explains a missing sentence.
  expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringMatching(sentence)] });
  expect(output.trim()).toMatch(/^[A-Z].*\.$/);
}
