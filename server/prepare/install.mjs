import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { advice, root, runStep } from './step.mjs';

const stamp = join(root, 'node_modules', '.chancery');

/** Does node_modules hold what package-lock.json names, built for this Node? */
export function isInstalled() {
  const wanted = digest();
  if (readText(stamp) === wanted) return true;
  if (!agrees() || !isDriverSound()) return false;
  writeFileSync(stamp, wanted);
  return true;
}

/** What is needed to build and test is installed too, also where NODE_ENV or npm's settings say production. */
export async function install() {
  console.log('Installing the packages of package-lock.json.');
  const args = ['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath ?? '';
  const isNpm = /^npm-cli\.c?js$/.test(basename(npm));
  const { code, output } = await runStep(isNpm ? process.execPath : 'npm', isNpm ? [npm, ...args] : args, {
    // JOBS: where better-sqlite3 must be compiled, all processors take part.
    env: { NODE_ENV: 'development', JOBS: 'max', ...headersBesideNode() },
    isCaptured: true,
  }).catch((cause) => {
    throw advice(`npm cannot be run (${cause.message}): install Node with its npm from https://nodejs.org.`);
  });
  if (code !== 0) throw advice(remedy(output));
  if (!isDriverSound()) {
    throw advice(
      'better-sqlite3 was installed and does not load in this Node: delete node_modules and run the command again, with install scripts allowed.',
    );
  }
  writeFileSync(stamp, digest());
}

/**
 * Where better-sqlite3 must be compiled, the headers that came with this Node spare a download that many
 * networks refuse.
 * @returns {Record<string, string>}
 */
function headersBesideNode() {
  if (process.env.npm_config_nodedir) return {};
  const folder = dirname(dirname(process.execPath));
  const header = readText(join(folder, 'include', 'node', 'node_version.h')) ?? '';
  const version = ['MAJOR', 'MINOR', 'PATCH'].map(
    (part) => new RegExp(`define NODE_${part}_VERSION (\\d+)`).exec(header)?.[1],
  );
  return version.join('.') === process.versions.node ? { npm_config_nodedir: folder } : {};
}

function digest() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const target = `${process.platform} ${process.arch} ${process.versions.modules}`;
  return createHash('sha256').update(target).update(lock).digest('hex');
}

/** Somebody may have installed by hand: npm notes in node_modules what it put there. */
function agrees() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  const isWanted = Object.keys(present).every((path) => path in wanted);
  return (
    isWanted &&
    Object.entries(wanted).every(([path, { version, optional }]) =>
      path in present ? present[path]?.version === version : path === '' || optional === true,
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

/** A driver built for another Node, or never built, is found out here and not at the first query. */
function isDriverSound() {
  const script = "new (require('better-sqlite3'))(':memory:').close()";
  return spawnSync(process.execPath, ['-e', script], { cwd: root }).status === 0;
}

/**
 * What to do, by what npm said.
 * @param {string} output
 */
function remedy(output) {
  const isCompiling = /gyp ERR!|node-gyp/.test(output);
  const isOffline =
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/;
  if (isCompiling && /network connectivity/.test(output)) {
    return 'better-sqlite3 found no ready binary and could not fetch the headers of Node to compile one: connect to the internet, or point npm_config_nodedir at the folder that holds include/node, and run the command again.';
  }
  if (isCompiling) {
    return 'better-sqlite3 found no ready binary for this machine and could not be compiled: install Python 3, make and a C++ compiler (on Debian: apt-get install -y python3 make g++) and run the command again.';
  }
  if (isOffline.test(output)) {
    return "npm cannot reach its registry: connect to the internet, or set npm's registry or proxy, and run the command again.";
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `npm may not write to ${root}: give this user the right to, and run the command again.`;
  }
  if (/ENOSPC/.test(output)) return 'The disk is full: make room and run the command again.';
  if (/EUSAGE|in sync/.test(output)) {
    return 'package-lock.json does not fit package.json: run npm install and then the command again.';
  }
  return 'npm ci failed: put right what its output above names, and run the command again.';
}
