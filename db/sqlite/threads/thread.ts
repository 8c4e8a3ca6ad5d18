import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode, type FieldError } from '../../model/errors';

/** A failure as it crosses between threads. */
export type Fault =
  | { app: { code: ErrorCode; message: string; errors: FieldError[]; current?: unknown; cause?: string } }
  | { unexpected: string };

export type Call = { id: number; name: string; args: unknown[] };

/** What crosses is of the type that the call of that name answers: each caller says which. */
type Crossed = ReturnType<typeof JSON.parse>;
export type Reply = { id: number; value?: Crossed; fault?: Fault };

export type Thread = {
  call<T>(name: string, args: unknown[]): Promise<T>;
  /** How many calls have no answer yet. */
  waiting(): number;
  /** False once it has ended, whether it was asked to or not. */
  isRunning(): boolean;
  /** Lets it finish what it was asked, and ends it. */
  close(): Promise<void>;
};

/** The reply of a thread that is ready, or cannot be. */
export const readiness = 0;

/** What goes wrong in a thread beside its answers. */
export const trouble = -1;

/** Told of what goes wrong beside the answers, such as a checkpoint: for the log. */
export type OnTrouble = (error: Error) => void;

/**
 * Starts a thread of the store; resolves once it says that it is ready.
 * @throws AppError 'unavailable' where it cannot be.
 */
export async function startThread(
  script: URL,
  data: unknown,
  onTrouble: OnTrouble = () => {},
): Promise<Thread> {
  const worker = script.pathname.endsWith('.ts')
    ? new Worker(fromSource(script), { eval: true, workerData: data })
    : new Worker(script, { workerData: data });
  const waiting = new Map<number, (reply: Reply) => void>();
  let last = readiness;
  let ended: Fault | null = null;

  const answer = <T>(id: number): Promise<T> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(errorOf(ended));
      waiting.set(id, (reply) => (reply.fault ? reject(errorOf(reply.fault)) : resolve(reply.value)));
    });
  const call = <T>(name: string, args: unknown[]): Promise<T> => {
    last += 1;
    const answered = answer<T>(last);
    const message: Call = { id: last, name, args };
    worker.postMessage(message);
    return answered;
  };
  const end = (fault: Fault) => {
    ended ??= fault;
    for (const [id, settle] of waiting) settle({ id, fault });
    waiting.clear();
  };

  worker.on('message', (reply: Reply) => {
    if (reply.id === trouble && reply.fault) return onTrouble(errorOf(reply.fault));
    const settle = waiting.get(reply.id);
    waiting.delete(reply.id);
    settle?.(reply);
  });
  worker.on('error', (error) => {
    onTrouble(error);
    end({ unexpected: error.stack || error.message });
  });
  worker.on('exit', () =>
    end({ app: { code: 'unavailable', message: 'The program is shutting down.', errors: [] } }),
  );

  await answer<null>(readiness);
  return {
    call,
    waiting: () => waiting.size,
    isRunning: () => ended === null,
    close: async () => {
      await call<null>('close', []);
      await worker.terminate();
    },
  };
}

/** In development a thread runs from source: it does not take over the loader of the one that starts it. */
function fromSource(script: URL): string {
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script.href)}); })`;
}

export function errorOf(fault: Fault): Error {
  if ('unexpected' in fault) return new Error(fault.unexpected);
  const { code, message, cause, ...more } = fault.app;
  return new AppError(code, message, { ...more, cause: cause === undefined ? undefined : new Error(cause) });
}
