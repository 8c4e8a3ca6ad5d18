import { spawnSync } from 'node:child_process';
import { chromium } from '@playwright/test';
import { advice, runStep } from '../../server/prepare/step.mjs';

const ofTheSystem = [
  '/usr/bin/chromium',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/**
 * The Chromium that the tests drive: CHROMIUM_PATH, else Playwright's own, else the system's.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  return [chromium.executablePath(), ...ofTheSystem].find(runs);
}

/** Finds a browser, or fetches one. */
export async function prepareBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !runs(given)) {
    throw advice(
      `CHROMIUM_PATH names ${given}, which does not run: name a Chromium there, or leave it empty.`,
    );
  }
  const found = findBrowser();
  if (found) return found;
  console.log('Fetching a browser for the tests.');
  await runStep('playwright', ['install', 'chromium']);
  if (!findBrowser()) await installFromSystem();
  const fetched = findBrowser();
  if (fetched) return fetched;
  throw advice(
    'No browser for the tests could be had: install Chromium and name it in CHROMIUM_PATH, then run the command again.',
  );
}

async function installFromSystem() {
  const isRoot = process.getuid?.() === 0;
  for (const args of [['update'], ['install', '-y', 'chromium']]) {
    const [program = '', ...rest] = isRoot ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
    await runStep(program, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } }).catch(() => undefined);
  }
}

/**
 * A file is not enough: a browser without its libraries, or a stand-in that only points to a store, is none.
 * @param {string} program
 */
function runs(program) {
  return spawnSync(program, ['--version'], { timeout: 30_000 }).status === 0;
}
