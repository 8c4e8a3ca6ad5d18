import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { advice } from './step.mjs';

const refreshMillis = 2_000;
const staleMillis = 10_000;
const pollMillis = 250;

/**
 * Runs `work` while holding a lock file, and waits while another process holds it. A holder refreshes its file; one that
 * was killed no longer does, and loses the lock after ten seconds. Its process id would say nothing in a container that
 * was started again.
 * @param {string} file
 * @param {() => Promise<void>} work
 */
export async function withLock(file, work) {
  const own = randomUUID();
  createFolder(dirname(file));
  for (let hasReported = false; !(await acquire(file, own)); hasReported = true) {
    if (!hasReported) console.log(`Waiting for another process that is preparing the program (${file}).`);
    await pause(pollMillis);
  }
  const refreshing = setInterval(() => {
    const now = new Date();
    if (read(file) === own) utimesSync(file, now, now);
  }, refreshMillis);
  try {
    await work();
  } finally {
    clearInterval(refreshing);
    if (read(file) === own) rmSync(file, { force: true });
  }
}

/** @param {string} folder */
function createFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw advice(`The folder ${folder} cannot be created: give this user write permission. (${cause})`);
  }
}

/**
 * @param {string} file
 * @param {string} own
 */
async function acquire(file, own) {
  try {
    writeFileSync(file, own, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const now = Date.now();
  const refreshedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now;
  // A time far ahead is one of a clock that was set back.
  if (Math.abs(now - refreshedAt) < staleMillis) return false;
  // Of several that find a killed holder, the last to write its name has the lock.
  writeFileSync(file, own);
  await pause(pollMillis);
  return read(file) === own;
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
