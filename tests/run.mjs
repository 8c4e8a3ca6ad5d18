import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareModules, prepareProgram } from '../server/prepare/prepare.mjs';
import { checkNode, root, runCommand, runStep } from '../server/prepare/step.mjs';
import { prepareNewestNode } from './newest-node/prepare.mjs';

const report = join(root, 'test-results', 'report.json');
const counts = { passed: 0, failed: 0, skipped: 0 };

await runCommand(async () => {
  checkNode();
  // It needs no packages of the project but half a minute to download and compile, so it runs beside the preparation.
  const newestNode = prepareNewestNode();
  newestNode.catch(doNothing);
  await prepareModules();
  // Packages may be imported from here on.
  const { prepareBrowser } = await import('./support/browser.mjs');
  const browser = await prepareBrowser();
  const failed = await buildAndCheck();
  const code = await runTests({ browser, newestNode: await newestNode }, process.argv.slice(2));
  if (failed.length > 0) console.log(`\nFailed before the tests: ${failed.join(', ')}.`);
  if (failed.length > 0 || code !== 0 || counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
});
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);

/** Builds and runs all checks, so that one run reports everything; returns the names of failed checks. */
async function buildAndCheck() {
  const building = prepareProgram();
  const results = await Promise.all([
    check('formatting and lint', 'biome', ['check', '--error-on-warnings']),
    check('unused code', 'knip', []),
    // The types include those that the build generates for the pages.
    building.then(() => check('types', 'tsc', ['-p', '.']), doNothing),
  ]);
  await building;
  return results.filter((name) => typeof name === 'string');
}

/**
 * Runs a check and prints its output at once; returns its name if it failed.
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 */
async function check(name, program, args) {
  const { code, output } = await runStep(program, args, { isQuiet: true });
  console.log(`\nChecked ${name}.\n${output.trim()}`);
  return code === 0 ? undefined : name;
}

/** The error is handled where the promise is awaited. */
function doNothing() {}

/**
 * Runs the tests and counts results from the runner's report.
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
