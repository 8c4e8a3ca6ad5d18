import { parentPort } from 'node:worker_threads';
import { isAppError } from '../model/errors';
import { unopenable } from './client';
import { type Call, type Fault, type Reply, readiness } from './thread';

export type Served = {
  run(name: string, args: never[]): unknown;
  /** After each answer has been sent. */
  rest?(): void;
  close(): void;
};

/** The other end of `startThread`: opens what it serves, says so, and answers one call after the other. */
export function serveThread(file: string, open: () => Served): void {
  const port = parentPort;
  if (!port) throw new Error('This runs as a worker thread.');
  const reply = (message: Reply) => port.postMessage(message);
  try {
    const served = open();
    port.on('message', ({ id, name, args }: Call & { args: never[] }) => {
      if (name === 'close') {
        served.close();
        reply({ id, value: null });
        port.close();
        return;
      }
      try {
        reply({ id, value: served.run(name, args) });
      } catch (error) {
        reply({ id, fault: faultOf(error) });
      }
      served.rest?.();
    });
    reply({ id: readiness, value: null });
  } catch (error) {
    reply({ id: readiness, fault: faultOf(isAppError(error) ? error : unopenable(file, error)) });
    port.close();
  }
}

function faultOf(error: unknown): Fault {
  if (!isAppError(error)) {
    return { unexpected: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  const { code, message, errors, current } = error;
  return { app: { code, message, errors, current } };
}
