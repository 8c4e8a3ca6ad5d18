import { parentPort } from 'node:worker_threads';
import { isAppError } from '../../model/errors';
import { toOpenError, toWriteError } from '../database-errors';
import { backgroundErrorId, type Call, type Reply, readyId, type SerializedError } from './thread';

export type ThreadHandler = {
  run(name: string, args: never[]): unknown;
  /** Runs after each reply. An error is reported in the background, once until the next success. */
  afterReply?(): void;
  /** Runs one step of work while no call waits, again and again until it returns false; errors as above. */
  runIdleStep?(): boolean;
  close(): void;
};

/** The thread's end of `startThread`: opens the handler, reports that it is ready, and handles one call at a time. */
export function serveThread(file: string, open: () => ThreadHandler): void {
  const port = parentPort;
  if (!port) throw new Error('This runs as a worker thread.');
  const reply = (message: Reply) => port.postMessage(message);
  let isClosed = false;
  const reportingErrors = (task: () => void) => {
    let isFailing = false;
    return () => {
      try {
        task();
        isFailing = false;
      } catch (error) {
        if (!isFailing) reply({ id: backgroundErrorId, error: serializeError(error) });
        isFailing = true;
      }
    };
  };
  try {
    const handler = open();
    const close = reportingErrors(() => handler.close());
    const afterReply = reportingErrors(() => handler.afterReply?.());
    const runIdleStep = reportingErrors(() => {
      if (handler.runIdleStep?.()) scheduleIdleStep();
    });
    let isScheduled = false;
    const scheduleIdleStep = () => {
      if (isScheduled) return;
      isScheduled = true;
      setImmediate(() => {
        isScheduled = false;
        if (!isClosed) runIdleStep();
      });
    };
    port.on('message', ({ id, name, args }: Call & { args: never[] }) => {
      if (name === 'close') {
        isClosed = true;
        close();
        reply({ id, value: null });
        port.close();
        return;
      }
      try {
        reply({ id, value: handler.run(name, args) });
      } catch (error) {
        reply({ id, error: serializeError(toWriteError(error)) });
      }
      afterReply();
      scheduleIdleStep();
    });
    reply({ id: readyId, value: null });
    scheduleIdleStep();
  } catch (error) {
    reply({ id: readyId, error: serializeError(toOpenError(file, error)) });
    port.close();
  }
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
