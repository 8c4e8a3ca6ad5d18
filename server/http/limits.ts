import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type Addresses, subscriberOf } from './addresses';
import { createBuckets } from './bucket';
import type { Refusal } from './guard';
import { problemOf } from './problem';

/** All are settings; see README. */
export type LimitSettings = {
  maxViewers: number;
  maxSocketsPerAddress: number;
  handshakesPerSecond: number;
  /** How long a viewer may read nothing of what waits for him. */
  stalledSeconds: number;
  requestsPerSecond: number;
  requestBurst: number;
};

export type Limits = {
  /** Connections beyond these are dropped before anything is read. */
  maxConnections: number;
  /** Counts a connection; the reason where its address has too many of any kind. */
  connection(socket: Socket): Refusal | null;
  request(req: IncomingMessage): Refusal | null;
  /** Counts a live socket from here on until it closes. */
  upgrade(req: IncomingMessage): Refusal | null;
};

/** How often a viewer that is not let in because of the others may ask again (s). */
const retrySeconds = 5;

/**
 * What one address and all together may take, so that nobody notices when someone takes too much. Pages
 * count as the API does: they cost more.
 */
export function createLimits(
  { maxViewers, maxSocketsPerAddress, handshakesPerSecond, requestsPerSecond, requestBurst }: LimitSettings,
  addresses: Addresses,
): Limits {
  const takeRequest = createBuckets({ perSecond: requestsPerSecond, burst: requestBurst });
  // Enough for an office whose every viewer comes back at once.
  const takeHandshake = createBuckets({ perSecond: handshakesPerSecond, burst: maxSocketsPerAddress });
  const connections = createCounts();
  const viewers = createCounts();
  /** A viewer's page has plain connections besides. */
  const mostConnections = 2 * maxSocketsPerAddress;

  return {
    maxConnections: 2 * maxViewers,
    connection(socket) {
      // A proxy's connections are those of everybody.
      if (addresses.isProxy(socket)) return null;
      const address = subscriberOf(socket.remoteAddress ?? '');
      if (connections.of(address) >= mostConnections) {
        return tooMany(
          `Close some connections: at most ${mostConnections} may come from one address.`,
          retrySeconds,
        );
      }
      connections.add(address, socket);
      return null;
    },
    request(req) {
      const wait = takeRequest(subscriberOf(addresses.of(req)));
      return (
        wait &&
        tooMany(
          `Send at most ${requestsPerSecond} requests per second: wait ${wait.seconds} s and try again.`,
          wait.seconds,
        )
      );
    },
    upgrade(req) {
      const { socket } = req;
      const address = subscriberOf(addresses.of(req));
      const wait = takeHandshake(address);
      if (wait) {
        return tooMany(
          `Connect at most ${handshakesPerSecond} times per second: wait ${wait.seconds} s and try again.`,
          wait.seconds,
        );
      }
      if (viewers.of(address) >= maxSocketsPerAddress) {
        return tooMany(
          `Close some live connections: at most ${maxSocketsPerAddress} may be open from one address.`,
          retrySeconds,
        );
      }
      if (viewers.total() >= maxViewers) {
        const detail = `The feed has ${maxViewers} viewers, and takes no more: try again later.`;
        return { problem: problemOf('unavailable', detail), headers: retryAfter(retrySeconds) };
      }
      viewers.add(address, socket);
      return null;
    },
  };
}

function createCounts() {
  const counts = new Map<string, number>();
  let total = 0;
  return {
    of: (address: string) => counts.get(address) ?? 0,
    total: () => total,
    /** Until the socket closes. */
    add(address: string, socket: Socket): void {
      total += 1;
      counts.set(address, (counts.get(address) ?? 0) + 1);
      socket.once('close', () => {
        total -= 1;
        const rest = (counts.get(address) ?? 1) - 1;
        if (rest > 0) counts.set(address, rest);
        else counts.delete(address);
      });
    },
  };
}

function tooMany(detail: string, seconds: number): Refusal {
  return { problem: problemOf('too-many', detail), headers: retryAfter(seconds) };
}

function retryAfter(seconds: number): Record<string, string> {
  return { 'Retry-After': String(seconds) };
}
