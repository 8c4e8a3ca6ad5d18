import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, type Seed, settingsOf, type TestServer } from './server';

export const program = fileURLToPath(new URL('../../server/serve.mjs', import.meta.url));
const address = /^Chancery is at (\S+)$/m;

export type ProcessOptions = {
  /** The records of a new folder; `none` starts fastest. */
  seed?: Seed;
  /** Settings and other environment variables. */
  env?: Record<string, string>;
  /** A folder to keep; by default a new one that is removed at the end. */
  dataDir?: string;
  /** A command that runs the server, such as one that limits its permissions. */
  through?: string[];
  /** The Node executable, by default that of the tests. */
  node?: string;
};

type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** A server as a process, which may be killed. */
export type ServerProcess = Omit<TestServer, 'restart'> & {
  readonly pid: number;
  /** Sends a signal, by default SIGKILL, and returns how the process ended. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  /** Stops it gracefully with SIGTERM. */
  stop(): Promise<Exit>;
  /** Stops it gracefully if it runs, and starts it on the same port and folder with a changed environment. */
  restart(changes?: Record<string, string>): Promise<void>;
  /** Waits until it exits without a signal from the test. */
  ended(): Promise<Exit>;
};

/** Nothing here times out: the runner ends a test that hangs, and the process is removed then. */
export type Launch = {
  /** @throws Error with its output if it exits instead of printing its address. */
  started: Promise<ServerProcess>;
  /** How a start that is expected to fail ended. @throws Error if it starts, or if a signal ends it */
  refused(): Promise<{ code: number | null; output: string }>;
  log(): string;
  remove(): Promise<void>;
};

type Run = { child: ChildProcess; ended: Promise<Exit> };

/** Starts the production build as a process with its own port and folder. */
export async function launch({
  seed = 'example',
  env = {},
  dataDir,
  through,
  node,
}: ProcessOptions = {}): Promise<Launch> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'chancery-')));
  const port = await freePort();
  const settings = settingsOf(port, folder, seed, env);
  let output = '';
  const print = (text: string) => {
    output += text;
  };
  let run = spawnServer(settings, print, { through, node });
  const signal = (name: NodeJS.Signals) => {
    if (run.child.exitCode === null && run.child.signalCode === null) run.child.kill(name);
    return run.ended;
  };
  const server: ServerProcess = {
    url: `http://localhost:${port}`,
    port,
    dataDir: folder,
    get pid() {
      return run.child.pid ?? 0;
    },
    log: () => output,
    kill: (name = 'SIGKILL') => signal(name),
    stop: () => signal('SIGTERM'),
    ended: () => run.ended,
    async restart(changes = {}) {
      await signal('SIGTERM');
      const before = output.length;
      run = spawnServer({ ...settings, ...changes }, print, { through, node });
      await waitForAddress(run, () => output.slice(before));
    },
  };
  const started = waitForAddress(run, () => output).then(() => server);
  // Callers of `started` and `refused` handle the error.
  started.catch(() => {});
  return {
    started,
    async refused() {
      const end = await Promise.race([run.ended, started.catch(() => run.ended)]);
      if (!('code' in end)) throw new Error(`The server started:\n${output}`);
      if (end.signal)
        throw new Error(`${end.signal} ended the server before it refused to start:\n${output}`);
      return { code: end.code, output };
    },
    log: () => output,
    async remove() {
      await signal('SIGKILL');
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a server for programs outside the runner, and returns it with a function that removes it. */
export async function startServer(options?: ProcessOptions) {
  const { started, remove } = await launch(options);
  try {
    return { server: await started, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function spawnServer(
  settings: Record<string, string>,
  print: (text: string) => void,
  { through = [], node = process.execPath }: Pick<ProcessOptions, 'through' | 'node'>,
): Run {
  const {
    DATABASE_URL: _database,
    HOST: _host,
    PUBLIC_URL: _publicUrl,
    NODE_ENV: _mode,
    ...rest
  } = process.env;
  // Outside the project's folder, like a service manager.
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
function waitForAddress(run: Run, output: () => string): Promise<void> {
  const printed = new Promise<void>((resolve) => {
    run.child.stdout?.on('data', () => {
      if (address.test(output())) resolve();
    });
  });
  const ended = run.ended.then(({ code, signal }) => {
    throw new Error(`The server ended with ${code ?? signal} instead of starting:\n${output()}`);
  });
  return Promise.race([printed, ended]);
}
