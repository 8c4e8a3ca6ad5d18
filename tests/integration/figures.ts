import { expect } from '@playwright/test';

/** The metrics of GET /api/metrics by name and labels, as written: `name{label="value"}`. */
export function parseMetrics(text: unknown): Map<string, number> {
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

/** Waits until the metrics have these values. */
export async function expectMetrics(
  read: () => Promise<unknown>,
  expected: Record<string, number>,
): Promise<void> {
  await expect
    .poll(async () => {
      const metrics = parseMetrics(await read());
      return Object.fromEntries(Object.keys(expected).map((name) => [name, metrics.get(name)]));
    })
    .toEqual(expected);
}
