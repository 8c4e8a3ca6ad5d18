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

const beatMillis = 2_000;
const silenceMillis = 30_000;

/**
 * Does the work while no other process does it in the same folder; waits for the other first. The lock of a
 * process that died is taken over: its number is gone, or (in another container, or given anew) its lock is
 * no longer refreshed.
 * @param {string} file
 * @param {() => Promise<void>} work
 */
export async function withLock(file, work) {
  const own = `${process.pid} ${hostname()} ${randomUUID()}`;
  makeFolder(dirname(file));
  for (let isTold = false; !take(file, own); isTold = true) {
    const holder = read(file);
    if (holder !== undefined && isDead(file, holder)) takeAway(file, holder);
    else {
      if (!isTold) console.log(`Waiting for another start that is preparing the program (${file}).`);
      await pause(250);
    }
  }
  const beat = setInterval(() => refresh(file), beatMillis);
  try {
    await work();
  } finally {
    clearInterval(beat);
    if (read(file) === own) rmSync(file, { force: true });
  }
}

/** @param {string} folder */
function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw advice(`The folder ${folder} cannot be made: give this user the right to write there. (${cause})`);
  }
}

/**
 * By a link, so that the lock is never seen without its content.
 * @param {string} file
 * @param {string} own
 */
function take(file, own) {
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
  const beat = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (beat === undefined || Date.now() - beat > silenceMillis) return true;
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
 * Of two that find the same dead holder, the slower one must not take the quicker one's fresh lock.
 * @param {string} file
 * @param {string} holder
 */
function takeAway(file, holder) {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, file);
  rmSync(aside, { force: true });
}
