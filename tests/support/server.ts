import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const program = fileURLToPath(new URL('../../server/serve.mjs', import.meta.url));
const address = /^Chancery is at (\S+)$/m;
const startMillis = 60_000;
const stopMillis = 15_000;

export type ServerOptions = {
  /** What records a fresh folder is given; `none` starts fastest. */
  seed?: 'example' | 'register' | 'none';
  /** Settings beside PORT, DATA_DIR and SEED, which the server chooses; those too may be overridden. */
  env?: Record<string, string>;
  /** A folder to keep; without it a fresh one is made, and removed at the end. */
  dataDir?: string;
  /** A program that runs the server's in its own place, such as one that limits what it may do. */
  through?: string[];
  /** The Node that runs it, if not that of the tests. */
  node?: string;
};

type Exit = { code: number | null; signal: NodeJS.Signals | null };

export type TestServer = {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** All that it has printed, of every run. */
  log(): string;
  /** Sends the signal (SIGKILL unless told) and answers how it ended. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  /** Stops it in order where it runs, and starts it on the same port and folder; `env` changes settings. */
  restart(env?: Record<string, string>): Promise<void>;
  /** Stops it in order: SIGTERM. */
  stop(): Promise<Exit>;
  /** Waits until it ends by itself. */
  ended(): Promise<Exit>;
};

type Run = { child: ChildProcess; ended: Promise<Exit> };

/**
 * The production build in a process of its own, on a port and a folder of its own, and what puts them away.
 * @throws Error with its output where it ends instead of printing its address.
 */
export async function startServer({
  seed = 'example',
  env = {},
  dataDir,
  through,
  node,
}: ServerOptions = {}) {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'chancery-')));
  const port = await freePort();
  const settings = { PORT: String(port), DATA_DIR: folder, SEED: seed, LOG_LEVEL: 'info', ...env };
  let output = '';
  const print = (text: string) => {
    output += text;
  };
  let run = launch(settings, print, { through, node });
  const signal = async (name: NodeJS.Signals) => {
    if (run.child.exitCode === null && run.child.signalCode === null) run.child.kill(name);
    return within(run.ended, stopMillis, () => {
      run.child.kill('SIGKILL');
      return `The server did not end on ${name}:\n${output}`;
    });
  };
  const remove = async () => {
    await signal('SIGKILL');
    if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    await answers(run, () => output);
  } catch (error) {
    await remove();
    throw error;
  }
  const server: TestServer = {
    url: `http://localhost:${port}`,
    port,
    dataDir: folder,
    get pid() {
      return run.child.pid ?? 0;
    },
    log: () => output,
    kill: (name = 'SIGKILL') => signal(name),
    stop: () => signal('SIGTERM'),
    ended: () => within(run.ended, stopMillis, () => `The server did not end by itself:\n${output}`),
    async restart(changes = {}) {
      await signal('SIGTERM');
      const before = output.length;
      run = launch({ ...settings, ...changes }, print, { through, node });
      await answers(run, () => output.slice(before));
    },
  };
  return { server, remove };
}

/** For a start that is expected to fail: how it ended, and what it printed. */
export async function failToStart({ seed = 'none', env = {}, dataDir, through }: ServerOptions = {}) {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'chancery-')));
  let output = '';
  const run = launch(
    { PORT: String(await freePort()), DATA_DIR: folder, SEED: seed, LOG_LEVEL: 'info', ...env },
    (text) => {
      output += text;
    },
    { through },
  );
  try {
    const { code } = await within(run.ended, startMillis, () => {
      run.child.kill('SIGKILL');
      return `The server started, or neither started nor ended:\n${output}`;
    });
    return { code, output };
  } finally {
    if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
  }
}

function launch(
  settings: Record<string, string>,
  print: (text: string) => void,
  { through = [], node = process.execPath }: Pick<ServerOptions, 'through' | 'node'>,
): Run {
  const {
    DATABASE_URL: _database,
    HOST: _host,
    PUBLIC_URL: _publicUrl,
    NODE_ENV: _mode,
    ...rest
  } = process.env;
  // Elsewhere than the project's folder, as a service manager would start it.
  const [command = node, ...args] = [...through, node, program];
  const child = spawn(command, args, {
    cwd: tmpdir(),
    env: { ...rest, NODE_ENV: 'test', ...settings },
  });
  child.stdout.on('data', (chunk: Buffer) => print(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => print(chunk.toString()));
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, signal: child.signalCode }));
  return { child, ended };
}

/** Resolves when the address is printed. */
async function answers(run: Run, output: () => string): Promise<void> {
  const printed = new Promise<void>((resolve) => {
    run.child.stdout?.on('data', () => {
      if (address.test(output())) resolve();
    });
  });
  const ended = run.ended.then(({ code, signal }) => {
    throw new Error(`The server ended with ${code ?? signal} instead of starting:\n${output()}`);
  });
  await within(Promise.race([printed, ended]), startMillis, () => `The server did not start:\n${output()}`);
}

async function within<T>(promise: Promise<T>, millis: number, complaint: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint())), millis);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * Below the ports that systems hand out by themselves, so that the same port is still free when a killed
 * server comes back.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isFree) {
      await new Promise((resolve) => probe.close(resolve));
      return port;
    }
  }
}
