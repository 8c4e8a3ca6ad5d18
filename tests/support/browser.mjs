import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { advice, runStep } from '../../server/prepare/step.mjs';

/** Headless Chromium. A page load takes 40 % of the processor time of the full browser. */
const systemShells = ['/usr/bin/chromium-headless-shell', 'chromium-headless-shell', 'chrome-headless-shell'];
const systemBrowsers = [
  '/usr/bin/chromium',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/**
 * The Chromium of the tests as Playwright's launch options: CHROMIUM_PATH, else a headless shell (Playwright's or the
 * system's), else a full browser. Null if there is none.
 * @returns {{ executablePath?: string } | null}
 */
export function findBrowser() {
  return (process.env.CHROMIUM_PATH ? null : findShell()) ?? findFullBrowser();
}

/**
 * The full browser: CHROMIUM_PATH, else Playwright's, else the system's.
 * @returns {{ executablePath: string } | null}
 */
export function findFullBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { executablePath: given };
  const executablePath = [chromium.executablePath(), ...systemBrowsers].find(runs);
  return executablePath === undefined ? null : { executablePath };
}

/** @returns {{ executablePath?: string } | null} */
function findShell() {
  // Without a path Playwright starts its own.
  const own = chromium.executablePath().replace(/chromium-(\d+).*$/, 'chromium_headless_shell-$1');
  if (existsSync(`${own}/INSTALLATION_COMPLETE`)) return {};
  const executablePath = systemShells.find(runs);
  return executablePath === undefined ? null : { executablePath };
}

/**
 * Finds a browser, or installs one.
 * @returns {Promise<string>} its path; empty for Playwright's own
 */
export async function prepareBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !runs(given)) {
    throw advice(
      `CHROMIUM_PATH names ${given}, which does not run: name a Chromium there, or leave it empty.`,
    );
  }
  const found = given ? { executablePath: given } : (findShell() ?? (await fetchBrowser()));
  return found.executablePath ?? '';
}

async function fetchBrowser() {
  console.log('Fetching a headless Chromium for the tests.');
  await runStep('playwright', ['install', '--only-shell', 'chromium'], {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  });
  if (!findShell()) await installFromSystem('chromium-headless-shell');
  const shell = findShell();
  if (shell) return shell;
  if (!findFullBrowser()) await installFromSystem('chromium');
  const browser = findFullBrowser();
  if (!browser) {
    throw advice(
      'No browser for the tests was found: install Chromium, set CHROMIUM_PATH to it, and run the command again.',
    );
  }
  console.log(
    'No headless Chromium was found: the tests run in the full browser, which takes more than twice the processor time.',
  );
  return browser;
}

/** @param {string} name */
async function installFromSystem(name) {
  const isRoot = process.getuid?.() === 0;
  for (const args of [['update'], ['install', '-y', name]]) {
    const [program = '', ...rest] = isRoot ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
    await runStep(program, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } }).catch(() => undefined);
  }
}

/**
 * The file must run: a browser may lack its libraries, or be a placeholder that only refers to a package.
 * @param {string} program
 */
function runs(program) {
  return spawnSync(program, ['--version'], { timeout: 30_000 }).status === 0;
}
