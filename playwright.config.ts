import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/support/browser.mjs';

const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'tests',
  globalSetup: './tests/support/run-folder.ts',
  outputDir: 'test-results/artifacts',
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // They end what hangs, and say nothing of speed: a busy machine of two cores takes its time.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    launchOptions: {
      ...findBrowser(),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        // Nothing leaves the machine, and nothing waits for what cannot be reached.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        '--disable-gpu',
        // Fewer processes: a page takes about 10 % less processor time.
        '--in-process-gpu',
        '--renderer-process-limit=1',
      ],
    },
  },
  projects: [
    { name: 'unit', testDir: 'tests/unit' },
    { name: 'integration', testDir: 'tests/integration' },
    { name: 'faults', testDir: 'tests/faults' },
    // A trace takes processor time in every test and is kept for few: `TRACE=1` records them, without pictures, as
    // the snapshots show the page too.
    {
      name: 'e2e',
      testDir: 'tests/e2e',
      use: process.env.TRACE
        ? { trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true } }
        : {},
    },
  ],
});
