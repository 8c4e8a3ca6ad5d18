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
  /** What records a fresh folder is given; `none` starts fastest. */
  seed?: Seed;
  /** Settings, and anything else that a process takes from its environment. */
  env?: Record<string, string>;
  /** A folder to keep; without it a fresh one is made, and removed at the end. */
  dataDir?: string;
  /** A program that runs the server's in its own place, such as one that limits what it may do. */
  through?: string[];
  /** The Node that runs it, if not that of the tests. */
  node?: string;
};

type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** A server that is a process, which may be killed. */
export type ServerProcess = Omit<TestServer, 'restart'> & {
  readonly pid: number;
  /** Sends the signal (SIGKILL unless told) and answers how it ended. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  /** Stops it in order: SIGTERM. */
  stop(): Promise<Exit>;
  /** Stops it in order where it runs, and starts it on the same port and folder; `changes` are of its environment. */
  restart(changes?: Record<string, string>): Promise<void>;
  /** Waits until it ends without being told to. */
  ended(): Promise<Exit>;
};

/** Waits have no end here: a test that hangs is ended by the runner, which then removes the process. */
export type Launch = {
  /** @throws Error with its output where it ends instead of printing its address. */
  started: Promise<ServerProcess>;
  /** For one that is expected to fail: how it ended. @throws Error where it starts */
  refused(): Promise<{ code: number | null; output: string }>;
  log(): string;
  remove(): Promise<void>;
};

type Run = { child: ChildProcess; ended: Promise<Exit> };

/** Starts the production build in a process, on a port and in a folder of its own. */
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
      await answers(run, () => output.slice(before));
    },
  };
  const started = answers(run, () => output).then(() => server);
  // Told to whoever waits for it.
  started.catch(() => {});
  return {
    started,
    async refused() {
      const end = await Promise.race([run.ended, started.catch(() => run.ended)]);
      if (!('code' in end)) throw new Error(`The server started:\n${output}`);
      return { code: end.code, output };
    },
    log: () => output,
    async remove() {
      await signal('SIGKILL');
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** For programs that are no tests: a server that has started, and what removes it. */
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
function answers(run: Run, output: () => string): Promise<void> {
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
