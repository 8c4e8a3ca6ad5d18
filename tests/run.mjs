import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareModules, prepareProgram } from '../server/prepare/prepare.mjs';
import { checkNode, root, runCommand, runStep } from '../server/prepare/step.mjs';

const report = join(root, 'test-results', 'report.json');
const counts = { passed: 0, failed: 0, skipped: 0 };

await runCommand(async () => {
  checkNode();
  await prepareModules();
  // From here on packages may be loaded.
  const { prepareBrowser } = await import('./support/browser.mjs');
  const browser = await prepareBrowser();
  const { prepareNewestNode } = await import('./newest-node/prepare.mjs');
  const newestNode = await prepareNewestNode();
  const failed = await runChecks();
  await prepareProgram();
  const code = await runTests({ browser, newestNode }, process.argv.slice(2));
  if (failed.length > 0) console.log(`\nFailed before the tests: ${failed.join(', ')}.`);
  if (failed.length > 0 || code !== 0 || counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
});
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);

/** All of them, so that one run tells everything. */
async function runChecks() {
  /** @type {[string, string, string[]][]} */
  const checks = [
    ['formatting and lint', 'biome', ['check', '--error-on-warnings']],
    // The types that Next writes for the pages, which the next check reads.
    ['types of the pages', 'next', ['typegen']],
    ['types', 'tsc', ['-p', '.']],
    ['unused code', 'knip', []],
  ];
  const failed = [];
  for (const [name, program, args] of checks) {
    console.log(`\nChecking ${name}.`);
    const { code } = await runStep(program, args);
    if (code !== 0) failed.push(name);
  }
  return failed;
}

/**
 * Counts what ran, by the runner's own report.
 * @param {{ browser: string, newestNode: string | null }} programs
 * @param {string[]} args
 */
async function runTests({ browser, newestNode }, args) {
  rmSync(report, { force: true });
  const { code } = await runStep('playwright', ['test', ...args], {
    env: { NODE_ENV: 'test', CHROMIUM_PATH: browser, NEWEST_NODE: newestNode ?? '' },
  });
  if (existsSync(report)) {
    const { stats } = JSON.parse(readFileSync(report, 'utf8'));
    counts.passed = stats.expected;
    counts.failed = stats.unexpected + stats.flaky;
    counts.skipped = stats.skipped;
  }
  return code;
}
