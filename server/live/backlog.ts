import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'socket.io';

/** More than this waiting for a viewer (characters and bytes), and he is taken out of the common stream. */
export const backlogLimit = 1_048_576;
const drainedLimit = 65_536;
const lookMillis = 50;

export type Backlog = {
  /** What waits to be sent to this viewer. */
  size(): number;
  /** Resolves with true when he has read nearly all, with false when he is gone or has stalled. */
  drained(): Promise<boolean>;
};

/**
 * Watches what waits for one viewer: socket.io's buffer has no bound, and one stalled reader took a server
 * to 900 MB in 10 s. Engine.io hands the connection one batch at a time and keeps the rest to itself.
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
      let least = size();
      for (let since = performance.now(); size() > drainedLimit; await pause(lookMillis)) {
        if (request.socket.destroyed) return false;
        if (size() < least) {
          least = size();
          since = performance.now();
        }
        if (performance.now() - since > stalledMillis) return false;
      }
      return !request.socket.destroyed;
    },
  };
}
