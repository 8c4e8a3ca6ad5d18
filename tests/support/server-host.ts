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

/** Gone where its host has died. */
export type HostedServer = TestServer & { isLost(): boolean };

export type ServerHost = {
  /** Starts a server in this folder. @throws Error where it refuses, or where the host dies */
  start(options: { dataDir: string; seed: Seed; env?: Settings }): Promise<HostedServer>;
  /** What a host said that died, once: its servers are gone with it, and the next start makes a new host. */
  takeDeath(): string | null;
  end(): Promise<void>;
};

type Running = {
  order(server: number, env?: Settings): Promise<Message>;
  isDead(): boolean;
  end(): Promise<void>;
};

/** A process that runs servers for one worker: each takes a fifth of what a process takes to start. */
export function createServerHost(): ServerHost {
  const logs = new Map<number, string>();
  let running: Running | null = null;
  let death: string | null = null;
  let last = 0;

  function host(): Running {
    if (running && !running.isDead()) return running;
    running = run({
      print: (server, output) => logs.set(server, (logs.get(server) ?? '') + output),
      onDeath: (output) => {
        death = output;
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
      await run.order(number, settings);
      const stop = async () => {
        if (!run.isDead()) await run.order(number);
      };
      return {
        url: `http://localhost:${port}`,
        port,
        dataDir,
        log: () => logs.get(number) ?? '',
        stop,
        isLost: () => run.isDead(),
        async restart(changes = {}) {
          await stop();
          run = host();
          await run.order(number, { ...settings, ...changes });
        },
      };
    },
    takeDeath() {
      const taken = death;
      death = null;
      return taken;
    },
    end: async () => running?.end(),
  };
}

type RunOptions = { print(server: number, output: string): void; onDeath(output: string): void };

function run({ print, onDeath }: RunOptions): Running {
  const child: ChildProcess = fork(program, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const waiting = new Map<number, { resolve(reply: Message): void; reject(error: Error): void }>();
  let output = '';
  let last = readiness;
  let isEnding = false;
  let death: Error | null = null;
  const answer = (id: number) =>
    new Promise<Message>((resolve, reject) => {
      if (death) reject(death);
      else waiting.set(id, { resolve, reject });
    });
  const ready = answer(readiness);
  // Told to whoever orders.
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
  // Not `close`, which does not come after a channel that was closed from here.
  const closed = once(child, 'exit').then(() => {
    death = new Error(`The host of the servers died (${child.exitCode ?? child.signalCode}):\n${output}`);
    for (const { reject } of waiting.values()) reject(death);
    waiting.clear();
    if (!isEnding) onDeath(death.message);
  });

  return {
    isDead: () => death !== null,
    async order(server, env) {
      await ready;
      last += 1;
      const answered = answer(last);
      child.send({ id: last, server, env });
      return answered;
    },
    async end() {
      isEnding = true;
      if (child.connected) child.disconnect();
      await closed;
    },
  };
}
