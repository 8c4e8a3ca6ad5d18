import { type MessagePort, parentPort } from 'node:worker_threads';
import { isAppError } from '../../model/errors';
import { toOpenError, toWriteError } from '../database-errors';
import { backgroundErrorId, type Call, type Reply, readyId, type SerializedError } from './thread';

export type ThreadHandler = {
  /** May return a promise; the next call waits for it. */
  run(name: string, args: never[]): unknown;
  /** Runs after each reply. An error is reported in the background, once until the next success. */
  afterReply?(): void;
  /** Runs one step of work while no call waits, again and again until it returns false; errors as above. */
  runIdleStep?(): boolean | Promise<boolean>;
  close(): void;
};

/** The thread's end of `startThread`: opens the handler, reports that it is ready, and handles one call at a time. */
export function serveThread(file: string, open: () => ThreadHandler | Promise<ThreadHandler>): void {
  const port = parentPort;
  if (!port) throw new Error('This runs as a worker thread.');
  const reply = (message: Reply) => port.postMessage(message);
  serve(port, reply, open).catch((error: unknown) => {
    reply({ id: readyId, error: serializeError(toOpenError(file, error)) });
    port.close();
  });
}

async function serve(
  port: MessagePort,
  reply: (message: Reply) => void,
  open: () => ThreadHandler | Promise<ThreadHandler>,
): Promise<void> {
  let isClosed = false;
  const reportingErrors = (task: () => void | Promise<void>) => {
    let isFailing = false;
    return async () => {
      try {
        await task();
        isFailing = false;
      } catch (error) {
        if (!isFailing) reply({ id: backgroundErrorId, error: serializeError(error) });
        isFailing = true;
      }
    };
  };
  const handler = await open();
  const close = reportingErrors(() => handler.close());
  const afterReply = reportingErrors(() => handler.afterReply?.());
  const runIdleStep = reportingErrors(async () => {
    if (await handler.runIdleStep?.()) scheduleIdleStep();
  });
  /** Calls and idle steps run one after another. */
  let last: Promise<void> = Promise.resolve();
  const runNext = (task: () => Promise<void>) => {
    last = last.then(task);
  };
  let isScheduled = false;
  const scheduleIdleStep = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      runNext(async () => {
        if (!isClosed) await runIdleStep();
      });
    });
  };
  async function handle({ id, name, args }: Call & { args: never[] }): Promise<void> {
    if (name === 'close') {
      isClosed = true;
      await close();
      reply({ id, value: null });
      port.close();
      return;
    }
    try {
      reply({ id, value: await handler.run(name, args) });
    } catch (error) {
      reply({ id, error: serializeError(toWriteError(error)) });
    }
    await afterReply();
    scheduleIdleStep();
  }
  port.on('message', (call: Call & { args: never[] }) => runNext(() => handle(call)));
  reply({ id: readyId, value: null });
  scheduleIdleStep();
}

export function serializeError(error: unknown): SerializedError {
  if (!isAppError(error)) return { unexpected: stackOf(error) };
  const { code, params, path, errors, current, cause } = error;
  return {
    app: { code, params, path, errors, current, ...(cause === undefined ? {} : { cause: stackOf(cause) }) },
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
