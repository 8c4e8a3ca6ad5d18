import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { advice } from './step.mjs';

const refreshMillis = 2_000;
const staleMillis = 30_000;

/**
 * Runs `work` while holding a lock file, and waits while another process holds it. The lock of a dead process is removed:
 * its process no longer exists or, if it is in another container or its id is in use again, it no longer refreshes the
 * lock.
 * @param {string} file
 * @param {() => Promise<void>} work
 */
export async function withLock(file, work) {
  const own = `${process.pid} ${hostname()} ${randomUUID()}`;
  createFolder(dirname(file));
  for (let hasReported = false; !acquire(file, own); hasReported = true) {
    const holder = read(file);
    if (holder !== undefined && isDead(file, holder)) removeStale(file, holder);
    else {
      if (!hasReported) console.log(`Waiting for another process that is preparing the program (${file}).`);
      await pause(250);
    }
  }
  const refreshing = setInterval(() => refresh(file), refreshMillis);
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
 * Creates the lock as a hard link, so that no process ever sees it without its content.
 * @param {string} file
 * @param {string} own
 */
function acquire(file, own) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, own);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function refresh(file) {
  const now = new Date();
  if (read(file) !== undefined) utimesSync(file, now, now);
}

/**
 * @param {string} file
 * @param {string} holder
 */
function isDead(file, holder) {
  const refreshedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (refreshedAt === undefined || Date.now() - refreshedAt > staleMillis) return true;
  const [pid, host] = holder.split(' ');
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return Number(pid) === process.pid;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/**
 * If two processes find the same dead holder, the slower one must not remove the new lock of the faster one.
 * @param {string} file
 * @param {string} holder
 */
function removeStale(file, holder) {
  const stale = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, stale);
  } catch {
    return;
  }
  if (readFileSync(stale, 'utf8') !== holder) linkSync(stale, file);
  rmSync(stale, { force: true });
}
