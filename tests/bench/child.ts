import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { type Usage, usageSchema } from './data/shapes';

const address = / is at (http:\/\/\S+)/;
const startMillis = 60_000;
const stopMillis = 10_000;

export type Child = {
  /** Without a slash at the end. */
  url: string;
  /** Sends a request to the child and returns its response, parsed with `schema`. */
  call<T>(request: Request, schema: z.ZodType<T>): Promise<T>;
  /** The resources used since the last call. */
  usage(): Promise<Usage>;
  /** Resident memory in bytes after a garbage collection. */
  memory(): Promise<number>;
  stop(): Promise<void>;
};

const replySchema = z.object({ id: z.number(), failure: z.string().optional(), result: z.unknown() });
type Reply = Omit<z.infer<typeof replySchema>, 'id'>;

type Request = { method: string; [name: string]: unknown };

/** The file of a bench program, such as `bare/live`. */
export function programOf(name: string): string {
  return fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
}

/** All load of the bench comes from one machine. */
const unlimited = {
  MAX_VIEWERS: '50000',
  MAX_SOCKETS_PER_ADDRESS: '50000',
  HANDSHAKES_PER_SECOND: '50000',
  REQUESTS_PER_SECOND: '1000000',
  REQUEST_BURST: '1000000',
};

/** The server that `npm start` runs, from the production build. */
export function startChancery(
  dataDir: string,
  { env, ...options }: Options & { env?: Record<string, string> } = {},
): Promise<Child> {
  const settings = { DATA_DIR: dataDir, SEED: 'register', LOG_LEVEL: 'warn', ...unlimited, ...env };
  return startChild('server/serve.mjs', [], settings, options);
}

type Options = {
  /** Runs at the lowest priority, so that other processes are not delayed. */
  isLowPriority?: boolean;
};

/** Starts a program in a child process with the probe loaded; resolves once it prints its address. */
export async function startChild(
  file: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
  { isLowPriority = false }: Options = {},
): Promise<Child> {
  const execArgv = ['--expose-gc', '--import', programOf('probe')];
  const child = fork(file, args, {
    ...(isLowPriority
      ? { execPath: 'nice', execArgv: ['-n', '19', process.execPath, ...execArgv] }
      : { execArgv }),
    env: { ...process.env, PORT: '0', ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  let output = '';
  const waiting = new Map<number, (reply: Reply) => void>();
  const ended = once(child, 'exit').then(([code]) => `${file} ended with ${code}:\n${output}`);
  void ended.then((failure) => {
    for (const settle of waiting.values()) settle({ failure, result: null });
  });
  child.on('message', (message: unknown) => {
    const reply = replySchema.safeParse(message);
    if (!reply.success) return;
    waiting.get(reply.data.id)?.(reply.data);
    waiting.delete(reply.data.id);
  });
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${file} did not start:\n${output}`)), startMillis);
    void ended.then((failure) => reject(new Error(failure)));
    child.stdout?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000);
      const found = address.exec(output)?.[1];
      if (!found) return;
      clearTimeout(late);
      resolve(found);
    });
  });
  let lastId = 0;
  const call: Child['call'] = (request, schema) => {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ failure, result }) => {
        if (failure !== undefined) return reject(new Error(`${file}: ${failure}`));
        const parsed = schema.safeParse(result);
        if (parsed.success) resolve(parsed.data);
        else
          reject(
            new Error(`${file} returned an invalid result for ${request.method}: ${parsed.error.message}`),
          );
      });
      child.send({ id, ...request });
    });
  };
  return {
    url,
    call,
    usage: () => call({ method: 'usage' }, usageSchema),
    memory: () => call({ method: 'memory' }, z.number()),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopMillis);
      await ended;
      clearTimeout(timer);
    },
  };
}
