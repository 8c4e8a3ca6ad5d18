import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'socket.io';

/** A viewer with a larger backlog (characters and bytes) is taken out of the common stream. */
export const backlogLimit = 1_048_576;
const drainedLimit = 65_536;
const pollMillis = 50;

export type Backlog = {
  /** Characters and bytes that wait to be sent to this viewer. */
  size(): number;
  /** Resolves with true when the viewer has read nearly everything, with false when it is gone or has stalled. */
  drained(): Promise<boolean>;
};

/**
 * Measures the send buffer of one viewer. socket.io's buffer is unbounded: one stalled reader took a server to 900 MB
 * in 10 s. Engine.io writes one batch at a time to the connection and buffers the rest, so both are counted.
 */
export function watchBacklog(
  { conn, request }: Pick<Socket, 'conn' | 'request'>,
  stalledMillis: number,
): Backlog {
  let kept = 0;
  conn.on('packetCreate', ({ data }: { data?: { length: number } }) => {
    kept += data?.length ?? 0;
  });
  conn.on('flush', () => {
    kept = 0;
  });
  const size = () => kept + request.socket.writableLength;

  return {
    size,
    async drained() {
      let smallest = size();
      for (let since = performance.now(); size() > drainedLimit; await pause(pollMillis)) {
        if (request.socket.destroyed) return false;
        if (size() < smallest) {
          smallest = size();
          since = performance.now();
        }
        if (performance.now() - since > stalledMillis) return false;
      }
      return !request.socket.destroyed;
    },
  };
}
