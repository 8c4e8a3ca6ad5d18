import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode, type FieldError } from '../model/errors';
import type { Commands } from './commands';
import type { Seed } from './seed-command';

/** A failure as it crosses between threads. */
export type Fault =
  | { app: { code: ErrorCode; message: string; errors: FieldError[]; current?: unknown } }
  | { unexpected: string };

export type WriterSettings = { file: string; root: string; seed: Seed };

export type Writer = {
  run<Name extends keyof Commands>(
    name: Name,
    ...args: Parameters<Commands[Name]>
  ): Promise<ReturnType<Commands[Name]>>;
  close(): Promise<void>;
};

/** What crossed from the writer is of the type that the command of that name answers. */
type Crossed = ReturnType<typeof JSON.parse>;
type Reply = { id: number; value?: Crossed; fault?: Fault };

/**
 * Starts the writer thread; resolves once the database is migrated and seeded.
 * @throws AppError 'unavailable' where that cannot be.
 */
export async function startWriter(settings: WriterSettings, script: URL): Promise<Writer> {
  const worker = script.pathname.endsWith('.ts')
    ? new Worker(fromSource(script), { eval: true, workerData: settings })
    : new Worker(script, { workerData: settings });
  const waiting = new Map<number, (reply: Reply) => void>();
  let last = 0;
  let ended: Fault | null = null;

  const send = <T>(id: number, message: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(errorOf(ended));
      waiting.set(id, (reply) => (reply.fault ? reject(errorOf(reply.fault)) : resolve(reply.value)));
      if (message !== null) worker.postMessage(message);
    });
  const end = (fault: Fault) => {
    ended ??= fault;
    for (const [id, settle] of waiting) settle({ id, fault });
    waiting.clear();
  };

  worker.on('message', (reply: Reply) => {
    const settle = waiting.get(reply.id);
    waiting.delete(reply.id);
    settle?.(reply);
  });
  worker.on('error', (error) => end({ unexpected: error.stack ?? error.message }));
  worker.on('exit', () =>
    end({ app: { code: 'unavailable', message: 'The program is shutting down.', errors: [] } }),
  );

  await send<null>(0, null);
  return {
    run: (name, ...args) => {
      last += 1;
      return send(last, { id: last, name, args });
    },
    close: async () => {
      last += 1;
      await send<null>(last, { id: last, name: 'close', args: [] });
      await worker.terminate();
    },
  };
}

/** In development the writer runs from source: a worker does not take over the loader of the thread that starts it. */
function fromSource(script: URL): string {
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script.href)}); })`;
}

function errorOf(fault: Fault): Error {
  if ('unexpected' in fault) return new Error(fault.unexpected);
  const { code, message, ...more } = fault.app;
  return new AppError(code, message, more);
}
