import { parentPort } from 'node:worker_threads';
import { isAppError } from '../../model/errors';
import { unopenable, unwritable } from '../failures';
import { type Call, type Fault, type Reply, readiness, trouble } from './thread';

export type Served = {
  run(name: string, args: never[]): unknown;
  /** After each answer has been sent. What these throw is told as trouble, once until it ends well again. */
  rest?(): void;
  /** Step by step, while nothing is asked, until it answers that there is no more to do; anew after each call. */
  idle?(): boolean;
  close(): void;
};

/** The other end of `startThread`: opens what it serves, says so, and answers one call after the other. */
export function serveThread(file: string, open: () => Served): void {
  const port = parentPort;
  if (!port) throw new Error('This runs as a worker thread.');
  const reply = (message: Reply) => port.postMessage(message);
  let isClosed = false;
  const attempting = (task: () => void) => {
    let isTroubled = false;
    return () => {
      try {
        task();
        isTroubled = false;
      } catch (error) {
        if (!isTroubled) reply({ id: trouble, fault: faultOf(error) });
        isTroubled = true;
      }
    };
  };
  try {
    const served = open();
    const close = attempting(() => served.close());
    const rest = attempting(() => served.rest?.());
    const idle = attempting(() => {
      if (served.idle?.()) idleSoon();
    });
    let isIdling = false;
    const idleSoon = () => {
      if (isIdling) return;
      isIdling = true;
      setImmediate(() => {
        isIdling = false;
        if (!isClosed) idle();
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
        reply({ id, value: served.run(name, args) });
      } catch (error) {
        reply({ id, fault: faultOf(unwritable(error)) });
      }
      rest();
      idleSoon();
    });
    reply({ id: readiness, value: null });
    idleSoon();
  } catch (error) {
    reply({ id: readiness, fault: faultOf(unopenable(file, error)) });
    port.close();
  }
}

export function faultOf(error: unknown): Fault {
  if (!isAppError(error)) {
    return { unexpected: told(error) };
  }
  const { code, message, errors, current, cause } = error;
  return {
    app: { code, message, errors, current, ...(cause === undefined ? {} : { cause: told(cause) }) },
  };
}

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
