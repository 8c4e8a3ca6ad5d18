import { Worker } from 'node:worker_threads';
import { AppError, type CodedError, type FieldError } from '../../model/errors';

/** An error as it is sent between threads or processes. */
export type SerializedError =
  | { app: CodedError & { path?: string; errors: readonly FieldError[]; current?: unknown; cause?: string } }
  | { unexpected: string };

export type Call = { id: number; name: string; args: unknown[] };

/** The result of a call; the caller states its type (`call<T>`). */
type Result = ReturnType<typeof JSON.parse>;
export type Reply = { id: number; value?: Result; error?: SerializedError };

export type Thread = {
  call<T>(name: string, args: unknown[]): Promise<T>;
  /** The number of pending calls. */
  waiting(): number;
  /** False once the thread has ended, for whatever reason; true before it starts. */
  isRunning(): boolean;
  /** Ends the thread after its pending calls. */
  close(): Promise<void>;
};

/** The id of the reply that says whether the thread has started. */
export const readyId = 0;

/** The id of a reply about an error that belongs to no call. */
export const backgroundErrorId = -1;

const shuttingDown: SerializedError = {
  app: { code: 'stopping', params: {}, errors: [] },
};

/** Receives, for the log, errors that belong to no call, such as that of a checkpoint. */
export type OnBackgroundError = (error: Error) => void;

/**
 * Starts a thread of the store; resolves once the thread is ready.
 * @throws AppError if it cannot start
 */
export async function startThread(
  script: URL,
  data: unknown,
  onBackgroundError: OnBackgroundError = () => {},
): Promise<Thread> {
  const worker = script.pathname.endsWith('.ts')
    ? new Worker(fromSource(script), { eval: true, workerData: data })
    : new Worker(script, { workerData: data });
  const waiting = new Map<number, (reply: Reply) => void>();
  let lastId = readyId;
  let endError: SerializedError | null = null;

  const waitForReply = <T>(id: number): Promise<T> =>
    new Promise((resolve, reject) => {
      if (endError) return reject(deserializeError(endError));
      waiting.set(id, (reply) =>
        reply.error ? reject(deserializeError(reply.error)) : resolve(reply.value),
      );
    });
  const call = <T>(name: string, args: unknown[]): Promise<T> => {
    lastId += 1;
    const reply = waitForReply<T>(lastId);
    const message: Call = { id: lastId, name, args };
    worker.postMessage(message);
    return reply;
  };
  const end = (error: SerializedError) => {
    endError ??= error;
    for (const [id, settle] of waiting) settle({ id, error });
    waiting.clear();
  };

  worker.on('message', (reply: Reply) => {
    if (reply.id === backgroundErrorId && reply.error)
      return onBackgroundError(deserializeError(reply.error));
    const settle = waiting.get(reply.id);
    waiting.delete(reply.id);
    settle?.(reply);
  });
  worker.on('error', (error) => {
    onBackgroundError(error);
    end({ unexpected: error.stack || error.message });
  });
  worker.on('exit', () => end(shuttingDown));

  await waitForReply<null>(readyId);
  return {
    call,
    waiting: () => waiting.size,
    isRunning: () => endError === null,
    close: async () => {
      await call<null>('close', []);
      await worker.terminate();
    },
  };
}

/**
 * A thread that starts at its first call, because a start takes a tenth of a second of processor time and many runs never
 * need it. A start that fails rejects its calls and is tried again at the next one.
 */
export function createLazyThread(
  script: URL,
  data: unknown,
  onBackgroundError?: OnBackgroundError,
): Omit<Thread, 'waiting'> {
  let thread: Promise<Thread> | null = null;
  let started: Thread | null = null;
  let isClosed = false;

  async function start(): Promise<Thread> {
    try {
      started = await startThread(script, data, onBackgroundError);
      return started;
    } catch (error) {
      thread = null;
      throw error;
    }
  }

  return {
    async call(name, args) {
      if (isClosed) throw deserializeError(shuttingDown);
      thread ??= start();
      return (await thread).call(name, args);
    },
    isRunning: () => started?.isRunning() ?? true,
    async close() {
      isClosed = true;
      await thread?.then(
        ({ close }) => close(),
        () => {},
      );
    },
  };
}

/** In development a thread runs from source; it does not inherit the TypeScript loader, so it registers its own. */
function fromSource(script: URL): string {
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script.href)}); })`;
}

export function deserializeError(error: SerializedError): Error {
  if ('unexpected' in error) return new Error(error.unexpected);
  const { code, params, cause, ...more } = error.app;
  return new AppError(
    { code, params },
    { ...more, cause: cause === undefined ? undefined : new Error(cause) },
  );
}
