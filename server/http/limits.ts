import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Principal } from '@/db/model/principal';
import { type Addresses, subscriberOf } from './addresses';
import { createBuckets } from './bucket';
import { isEntryPage, isFragment } from './entry/entry-pages';
import { isFileAddress } from './files/static-files';
import { isApi, isSocket, pathOf, type Refusal } from './guard';
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
  /** Charges a request with what it costs; `who` is null for a stranger. */
  request(req: IncomingMessage, who: Principal | null): Refusal | null;
  /** Counts a live socket from here on until it closes. */
  upgrade(req: IncomingMessage): Refusal | null;
};

/** How often a viewer that is not let in because of the others may ask again (s). */
const retrySeconds = 5;

/**
 * What a request costs, by the time that it takes on the event loop: one is a request of the API, about half a
 * millisecond. A page that Next renders takes 20 to 30 ms; a file, and a name that is none, take a tenth of one.
 */
const costs = { api: 1, file: 0.25, page: 20 } as const;
/** Pages for strangers have a bucket of their own: a fortieth of the requests, and an eighth of the burst. */
const entryShare = { perSecond: 1 / 40, burst: 1 / 8 } as const;
/** Of that bucket: a page that is kept, and what Next renders for one stranger. */
const entryCosts = { kept: 1, rendered: 10 } as const;

/**
 * What one may take and what all together may, so that nobody notices when someone takes too much. Whoever is signed
 * in is counted by who he is, and strangers by their address: so a flood from an office's address, and a morning on
 * which all of it signs in, refuse nobody who works there.
 */
export function createLimits(
  { maxViewers, maxSocketsPerAddress, handshakesPerSecond, requestsPerSecond, requestBurst }: LimitSettings,
  addresses: Addresses,
): Limits {
  const takeRequest = createBuckets({ perSecond: requestsPerSecond, burst: requestBurst });
  const takeEntry = createBuckets({
    perSecond: requestsPerSecond * entryShare.perSecond,
    burst: Math.max(1, requestBurst * entryShare.burst),
  });
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
    request(req, who) {
      const path = pathOf(req);
      const address = subscriberOf(addresses.of(req));
      const isEntry = who === null && isEntryPage(path);
      const wait = isEntry
        ? takeEntry(address, isFragment(req) ? entryCosts.rendered : entryCosts.kept)
        : takeRequest(
            who === null || who.kind === 'local' ? `address ${address}` : who.id,
            costOf(path, who),
          );
      if (!wait) return null;
      const most = isEntry
        ? 'This address has asked for too many pages'
        : `Send at most ${requestsPerSecond} requests a second (a page counts as ${costs.page})`;
      return tooMany(`${most}: wait ${wait.seconds} s and go on.`, wait.seconds);
    },
    upgrade(req) {
      const { socket } = req;
      const address = subscriberOf(addresses.of(req));
      const wait = takeHandshake(address);
      if (wait) {
        return tooMany(
          `Connect at most ${handshakesPerSecond} times a second: wait ${wait.seconds} s and try again.`,
          wait.seconds,
        );
      }
      if (viewers.of(address) >= maxSocketsPerAddress) {
        return tooMany(
          `Close some live sockets: at most ${maxSocketsPerAddress} may be open from one address.`,
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

/** A page of a stranger is a redirect, which costs what a request of the API does. */
function costOf(path: string, who: Principal | null): number {
  if (isApi(path) || isSocket(path)) return costs.api;
  if (isFileAddress(path)) return costs.file;
  return who === null ? costs.api : costs.page;
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
