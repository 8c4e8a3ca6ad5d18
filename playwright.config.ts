import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/support/browser.mjs';

const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'tests',
  globalSetup: './tests/support/run-folder.ts',
  outputDir: 'test-results/artifacts',
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  fullyParallel: true,
  // Twice the cores of a small machine, because integration and fault tests mostly wait: for starts, clocks and locks.
  workers: 4,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Limits for tests that hang, not for speed: two cores that also do other work are slow.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: {
    launchOptions: {
      ...findBrowser(),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        // The browser sends nothing on its own, and does not wait for hosts that it cannot reach.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        '--disable-gpu',
        // Fewer processes, which saves about 10 % of processor time per page.
        '--in-process-gpu',
        '--renderer-process-limit=1',
      ],
    },
  },
  // In this order: the soak is the longest test, so it starts first. Tests in a browser keep a core busy each, so two run
  // beside tests that wait, from the start.
  projects: [
    { name: 'soak', testDir: 'tests/faults', testMatch: 'soak.test.ts' },
    // Recording traces takes processor time in every test, so `TRACE=1` turns it on. It records no screenshots, because
    // the DOM snapshots show the page.
    {
      name: 'e2e',
      testDir: 'tests/e2e',
      use: process.env.TRACE
        ? { trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true } }
        : {},
      workers: 2,
    },
    // One project, because each starts workers, and hosts of servers, of its own.
    {
      name: 'rest',
      testMatch: ['faults/**/*.test.ts', 'integration/**/*.test.ts', 'unit/**/*.test.ts'],
      testIgnore: 'faults/soak.test.ts',
    },
  ],
});
