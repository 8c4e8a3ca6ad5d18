import { expect } from '@playwright/test';

/** The figures of GET /api/metrics by name and labels, as they are written: `name{label="value"}`. */
export function figuresIn(text: unknown): Map<string, number> {
  const lines = String(text)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

/** Waits until the figures are these. */
export async function expectFigures(
  read: () => Promise<unknown>,
  expected: Record<string, number>,
): Promise<void> {
  await expect
    .poll(async () => {
      const figures = figuresIn(await read());
      return Object.fromEntries(Object.keys(expected).map((name) => [name, figures.get(name)]));
    })
    .toEqual(expected);
}
