import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { freePort, type Seed, type Settings, settingsOf, type TestServer } from './server';

const program = fileURLToPath(new URL('./host.mjs', import.meta.url));
/** The message of a host that is ready. */
const readiness = 0;

const message = z.object({
  id: z.number().optional(),
  server: z.number().optional(),
  failure: z.string().optional(),
  output: z.string().optional(),
});
type Message = z.output<typeof message>;

/** A server that is lost if its host crashes. */
export type HostedServer = TestServer & { isLost(): boolean };

export type ServerHost = {
  /** Starts a server in this folder. @throws Error if it fails to start or the host crashes */
  start(options: { dataDir: string; seed: Seed; env?: Settings }): Promise<HostedServer>;
  /** The output of a crashed host, once; its servers are gone, and the next start creates a new host. */
  consumeCrash(): string | null;
  end(): Promise<void>;
};

type Running = {
  call(server: number, env?: Settings): Promise<Message>;
  hasCrashed(): boolean;
  end(): Promise<void>;
};

/** A process that hosts the servers of one worker: a server starts in a fifth of the time of a process. */
export function createServerHost(): ServerHost {
  const logs = new Map<number, string>();
  let running: Running | null = null;
  let crash: string | null = null;
  let last = 0;

  function host(): Running {
    if (running && !running.hasCrashed()) return running;
    running = run({
      print: (server, output) => logs.set(server, (logs.get(server) ?? '') + output),
      onCrash: (output) => {
        crash = output;
      },
    });
    return running;
  }

  return {
    async start({ dataDir, seed, env = {} }) {
      last += 1;
      const number = last;
      const port = await freePort();
      const settings = settingsOf(port, dataDir, seed, env);
      logs.set(number, '');
      let run = host();
      await run.call(number, settings);
      const stop = async () => {
        if (!run.hasCrashed()) await run.call(number);
      };
      return {
        url: `http://localhost:${port}`,
        port,
        dataDir,
        log: () => logs.get(number) ?? '',
        stop,
        isLost: () => run.hasCrashed(),
        async restart(changes = {}) {
          await stop();
          run = host();
          await run.call(number, { ...settings, ...changes });
        },
      };
    },
    consumeCrash() {
      const taken = crash;
      crash = null;
      return taken;
    },
    end: async () => running?.end(),
  };
}

type RunOptions = { print(server: number, output: string): void; onCrash(output: string): void };

function run({ print, onCrash }: RunOptions): Running {
  const child: ChildProcess = fork(program, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const waiting = new Map<number, { resolve(reply: Message): void; reject(error: Error): void }>();
  let output = '';
  let last = readiness;
  let isEnding = false;
  let failure: Error | null = null;
  const responseTo = (id: number) =>
    new Promise<Message>((resolve, reject) => {
      if (failure) reject(failure);
      else waiting.set(id, { resolve, reject });
    });
  const ready = responseTo(readiness);
  // Callers of `call` handle the error.
  ready.catch(() => {});

  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  child.on('message', (sent) => {
    const { id, server, output: printed, ...reply } = message.parse(sent);
    if (server !== undefined && printed !== undefined) print(server, printed);
    if (id === undefined) return;
    const settle = waiting.get(id);
    waiting.delete(id);
    if (reply.failure === undefined) settle?.resolve(reply);
    else settle?.reject(new Error(reply.failure));
  });
  // Not `close`, which is not emitted after this process disconnected the channel.
  const closed = once(child, 'exit').then(() => {
    failure = new Error(`The host of the servers exited (${child.exitCode ?? child.signalCode}):\n${output}`);
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
    if (!isEnding) onCrash(failure.message);
  });

  return {
    hasCrashed: () => failure !== null,
    async call(server, env) {
      await ready;
      last += 1;
      const response = responseTo(last);
      child.send({ id: last, server, env });
      return response;
    },
    async end() {
      isEnding = true;
      if (child.connected) child.disconnect();
      await closed;
    },
  };
}
