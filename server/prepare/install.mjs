import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { advice, root, runStep } from './step.mjs';

const stamp = join(root, 'node_modules', '.chancery');

/** Does node_modules match package-lock.json, and is it built for this Node? */
export function isInstalled() {
  const expected = lockfileDigest();
  if (readText(stamp) === expected) return true;
  if (!matchesLockfile() || !canLoadDriver()) return false;
  writeFileSync(stamp, expected);
  return true;
}

/** Installs all packages, including those for building and testing even if NODE_ENV or npm's settings say production. */
export async function install() {
  console.log('Installing the packages of package-lock.json.');
  const args = ['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath ?? '';
  const isNpm = /^npm-cli\.c?js$/.test(basename(npm));
  const { code, output } = await runStep(isNpm ? process.execPath : 'npm', isNpm ? [npm, ...args] : args, {
    // JOBS: if better-sqlite3 must be compiled, use all processors.
    env: { NODE_ENV: 'development', JOBS: 'max', ...localNodeHeaders() },
    isCaptured: true,
  }).catch((cause) => {
    throw advice(`npm cannot be run (${cause.message}): install Node with npm from https://nodejs.org.`);
  });
  if (code !== 0) throw advice(adviceFor(output));
  if (!canLoadDriver()) {
    throw advice(
      'better-sqlite3 was installed but does not load in this Node: delete node_modules, allow install scripts and run the command again.',
    );
  }
  writeFileSync(stamp, lockfileDigest());
}

/**
 * If better-sqlite3 must be compiled, the headers that are installed with Node avoid a download, which many networks
 * block.
 * @returns {Record<string, string>}
 */
function localNodeHeaders() {
  if (process.env.npm_config_nodedir) return {};
  const folder = dirname(dirname(process.execPath));
  const header = readText(join(folder, 'include', 'node', 'node_version.h')) ?? '';
  const version = ['MAJOR', 'MINOR', 'PATCH'].map(
    (part) => new RegExp(`define NODE_${part}_VERSION (\\d+)`).exec(header)?.[1],
  );
  return version.join('.') === process.versions.node ? { npm_config_nodedir: folder } : {};
}

function lockfileDigest() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const target = `${process.platform} ${process.arch} ${process.versions.modules}`;
  return createHash('sha256').update(target).update(lock).digest('hex');
}

/** For packages that were installed by hand: npm records in node_modules what it has installed. */
function matchesLockfile() {
  const expected = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  const hasNoExtras = Object.keys(installed).every((path) => path in expected);
  return (
    hasNoExtras &&
    Object.entries(expected).every(([path, { version, optional }]) =>
      path in installed ? installed[path]?.version === version : path === '' || optional === true,
    )
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  const text = readText(file);
  return text === undefined ? {} : JSON.parse(text).packages;
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Can the driver be loaded? It may be built for another version of Node, or not built at all. */
function canLoadDriver() {
  const script = "new (require('better-sqlite3'))(':memory:').close()";
  return spawnSync(process.execPath, ['-e', script], { cwd: root }).status === 0;
}

/**
 * What the user can do, by the output of npm.
 * @param {string} output
 */
function adviceFor(output) {
  const isCompiling = /gyp ERR!|node-gyp/.test(output);
  const isOffline =
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/;
  if (isCompiling && /network connectivity/.test(output)) {
    return 'better-sqlite3 found no prebuilt binary and could not download the headers of Node to compile one: connect to the internet, or set npm_config_nodedir to the folder that contains include/node, and run the command again.';
  }
  if (isCompiling) {
    return 'better-sqlite3 found no prebuilt binary for this machine and could not be compiled: install Python 3, make and a C++ compiler (on Debian: apt-get install -y python3 make g++) and run the command again.';
  }
  if (isOffline.test(output)) {
    return "npm cannot reach its registry: connect to the internet, or set npm's registry or proxy, and run the command again.";
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `npm cannot write to ${root}: give this user write permission and run the command again.`;
  }
  if (/ENOSPC/.test(output)) return 'The disk is full: free some space and run the command again.';
  if (/EUSAGE|in sync/.test(output)) {
    return 'package-lock.json does not match package.json: run npm install, then run the command again.';
  }
  return 'npm ci failed: fix the errors in its output above and run the command again.';
}
