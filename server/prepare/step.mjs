import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The umask of what holds every record, password and key: no other user of this machine reads it. */
export const ownerOnly = 0o077;

const keptOutput = 64 * 1024;

/**
 * An error whose message alone is shown: one sentence that says what to do.
 * @param {string} sentence
 */
export function advice(sentence) {
  return Object.assign(new Error(sentence), { isAdvice: true });
}

/**
 * Runs what a command does, and turns what it throws into words and an exit code.
 * @param {() => Promise<void>} command
 */
export async function runCommand(command) {
  stopWithShell();
  try {
    await command();
  } catch (error) {
    console.error(isForPeople(error) ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/**
 * npm runs a script in a shell, and a signal to npm ends that shell without reaching us: a stopped service
 * would leave its server behind, holding the port.
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
 * Ours, and the server's own `unavailable`: a bad setting, a taken port, an unusable database.
 * @param {unknown} error
 * @returns {error is Error}
 */
function isForPeople(error) {
  return error instanceof Error && ('isAdvice' in error || ('code' in error && error.code === 'unavailable'));
}

/** The oldest Node that Next and the driver run on. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw advice(
    `Chancery needs Node 20.19 or newer and this is ${process.versions.node}: install Node 24 from https://nodejs.org and run the command again.`,
  );
}

/**
 * Runs a program of node_modules/.bin, or of PATH, in the project's folder and shows its output as it comes.
 * With `isCaptured` the end of that output is answered too; with `isQuiet` it is answered only, for steps that run
 * beside each other. A stop from outside is passed on.
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
      // On Windows the programs of node_modules/.bin are scripts for the shell.
      shell: process.platform === 'win32',
    });
    /** @type {NodeJS.Signals[]} */
    const stops = ['SIGINT', 'SIGTERM'];
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => child.kill(signal);
    for (const signal of stops) process.on(signal, passOn);
    /** @param {NodeJS.WriteStream} to @returns {(chunk: Buffer) => void} */
    const keep = (to) => (chunk) => {
      if (!isQuiet) to.write(chunk);
      output = (output + chunk.toString()).slice(-keptOutput);
    };
    child.stdout?.on('data', keep(process.stdout));
    child.stderr?.on('data', keep(process.stderr));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const stop of stops) process.off(stop, passOn);
      resolve({ code, signal, output });
    });
  });
}
