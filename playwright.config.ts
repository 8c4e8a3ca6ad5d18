import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/support/browser.mjs';

const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'tests',
  globalSetup: './tests/support/run-folder.ts',
  outputDir: 'test-results/artifacts',
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  fullyParallel: true,
  // One more than the cores of a small machine, because many integration and fault tests wait for clocks and locks.
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Limits for tests that hang, not for speed: a busy machine with two cores is slow.
  timeout: 120_000,
  expect: { timeout: 15_000 },
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
  projects: [
    { name: 'unit', testDir: 'tests/unit' },
    { name: 'integration', testDir: 'tests/integration' },
    // Recording traces takes processor time in every test, so `TRACE=1` turns it on. It records no screenshots, because
    // the DOM snapshots show the page.
    {
      name: 'e2e',
      testDir: 'tests/e2e',
      use: process.env.TRACE
        ? { trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true } }
        : {},
      // A browser keeps a core busy; the third worker runs the fault tests meanwhile.
      workers: 2,
    },
    { name: 'faults', testDir: 'tests/faults' },
  ],
});
