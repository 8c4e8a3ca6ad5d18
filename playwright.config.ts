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
      executablePath: findBrowser(),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        // Nothing leaves the machine, and nothing waits for what cannot be reached.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        '--disable-gpu',
      ],
    },
  },
  projects: [
    { name: 'unit', testDir: 'tests/unit' },
    { name: 'integration', testDir: 'tests/integration' },
    { name: 'faults', testDir: 'tests/faults' },
    // Without pictures: the snapshots show the page too.
    {
      name: 'e2e',
      testDir: 'tests/e2e',
      use: { trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true } },
    },
  ],
});
