import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareModules, prepareProgram } from '../server/prepare/prepare.mjs';
import { checkNode, root, runCommand, runStep } from '../server/prepare/step.mjs';
import { prepareNewestNode } from './newest-node/prepare.mjs';

const report = join(root, 'test-results', 'report.json');
const counts = { passed: 0, failed: 0, skipped: 0 };

await runCommand(async () => {
  checkNode();
  // It needs no package of the project's, and half a minute of fetching and compiling: beside all that comes before
  // the tests.
  const newestNode = prepareNewestNode();
  newestNode.catch(doNothing);
  await prepareModules();
  // From here on packages may be loaded.
  const { prepareBrowser } = await import('./support/browser.mjs');
  const browser = await prepareBrowser();
  const failed = await buildAndCheck();
  const code = await runTests({ browser, newestNode: await newestNode }, process.argv.slice(2));
  if (failed.length > 0) console.log(`\nFailed before the tests: ${failed.join(', ')}.`);
  if (failed.length > 0 || code !== 0 || counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
});
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);

/** All checks, so that one run tells everything; answers the names of those that failed. */
async function buildAndCheck() {
  const building = prepareProgram();
  const results = await Promise.all([
    check('formatting and lint', 'biome', ['check', '--error-on-warnings']),
    check('unused code', 'knip', []),
    // They include what the build writes for the pages.
    building.then(() => check('types', 'tsc', ['-p', '.']), doNothing),
  ]);
  await building;
  return results.filter((name) => typeof name === 'string');
}

/**
 * Runs a check beside others, and prints its output whole; answers its name where it failed.
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 */
async function check(name, program, args) {
  const { code, output } = await runStep(program, args, { isQuiet: true });
  console.log(`\nChecked ${name}.\n${output.trim()}`);
  return code === 0 ? undefined : name;
}

/** Whoever waits for it is told. */
function doNothing() {}

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
    const { stats, suites } = JSON.parse(readFileSync(report, 'utf8'));
    counts.passed = stats.expected;
    counts.failed = stats.unexpected + stats.flaky;
    counts.skipped = stats.skipped;
    console.log(`\nThe slowest tests:\n${slowest(suites).join('\n')}\n`);
  }
  return code;
}

/**
 * @typedef {{ file: string, title: string, tests: { results: { duration: number }[] }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite
 */

/**
 * The ten slowest tests of a report, one a line.
 * @param {Suite[]} suites
 */
function slowest(suites) {
  return specsIn(suites)
    .map(({ file, title, tests }) => ({
      seconds:
        tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0) / 1000,
      name: `${file} › ${title}`,
    }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, 10)
    .map(({ seconds, name }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
}

/**
 * @param {Suite[]} suites
 * @returns {Spec[]}
 */
function specsIn(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs, ...specsIn(inner)]);
}
