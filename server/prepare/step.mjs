import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The umask of programs that write the database: no other user of this machine may read its files. */
export const ownerOnly = 0o077;

const maxCapturedLength = 64 * 1024;

/**
 * An error that is shown without its stack: one sentence that says what to do.
 * @param {string} sentence
 */
export function advice(sentence) {
  return Object.assign(new Error(sentence), { isAdvice: true });
}

/**
 * Runs a command, prints the error that it throws and sets the exit code.
 * @param {() => Promise<void>} command
 */
export async function runCommand(command) {
  stopWithShell();
  try {
    await command();
  } catch (error) {
    console.error(isUserFacing(error) ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/**
 * Ends this process when npm's shell ends: npm runs a script in a shell, and a signal to npm ends that shell without
 * reaching this process. Otherwise a stopped service would leave its server running on the port.
 */
function stopWithShell() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

/**
 * True for errors of `advice`, and for those that the server marks in the same way: a bad setting, a port in use.
 * @param {unknown} error
 * @returns {error is Error}
 */
function isUserFacing(error) {
  return error instanceof Error && 'isAdvice' in error;
}

/** Refuses versions of Node that Next and the driver do not support. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw advice(
    `Chancery needs Node 20.19 or newer and this is ${process.versions.node}: install Node 24 from https://nodejs.org and run the command again.`,
  );
}

/**
 * Runs a program from node_modules/.bin or PATH in the project's folder and shows its output. With `isCaptured` the
 * result also contains the end of the output; with `isQuiet` the output is only in the result, for steps that run at the
 * same time. SIGINT and SIGTERM are forwarded.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, isCaptured?: boolean, isQuiet?: boolean }} [options]
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, output: string }>}
 */
export function runStep(program, args, { env = {}, isCaptured = false, isQuiet = false } = {}) {
  return new Promise((resolve, reject) => {
    let output = '';
    const bin = join(root, 'node_modules', '.bin');
    const child = spawn(program, args, {
      cwd: root,
      env: {
        ...process.env,
        PATH: `${bin}${delimiter}${process.env.PATH}`,
        NEXT_TELEMETRY_DISABLED: '1',
        ...env,
      },
      stdio: isCaptured || isQuiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      // On Windows the programs in node_modules/.bin are shell scripts.
      shell: process.platform === 'win32',
    });
    /** @type {NodeJS.Signals[]} */
    const forwardedSignals = ['SIGINT', 'SIGTERM'];
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => child.kill(signal);
    for (const signal of forwardedSignals) process.on(signal, forward);
    /** @param {NodeJS.WriteStream} to @returns {(chunk: Buffer) => void} */
    const capture = (to) => (chunk) => {
      if (!isQuiet) to.write(chunk);
      output = (output + chunk.toString()).slice(-maxCapturedLength);
    };
    child.stdout?.on('data', capture(process.stdout));
    child.stderr?.on('data', capture(process.stderr));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const forwarded of forwardedSignals) process.off(forwarded, forward);
      resolve({ code, signal, output });
    });
  });
}
