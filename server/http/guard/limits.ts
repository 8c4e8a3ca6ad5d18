import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Principal } from '@/db/model/access/principal';
import { personOf } from '@/db/model/access/visible';
import { isEntryPage, isFragment } from '../entry/entry-pages';
import { isFileAddress } from '../files/static-files';
import { problemOf } from '../problem';
import { type Addresses, subscriberOf } from './addresses';
import { isApi, isSocket, pathOf, type Refusal } from './guard';
import { createBuckets } from './rate-limiter';

/** All are settings; see server/README.md. */
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
  /** Charges a request; `who` is null where it is anonymous. */
  request(req: IncomingMessage, who: Principal | null): Refusal | null;
  /** Counts a live socket from here on until it closes. */
  upgrade(req: IncomingMessage): Refusal | null;
};

/** How often a viewer that is not let in because of the others may ask again (s). */
const retrySeconds = 5;

/**
 * The cost of a request by its time on the event loop: 1 is an API request, about half a millisecond. A page that Next
 * renders takes 20 to 30 ms; a file, or a file that does not exist, about a tenth of one.
 */
const costs = { api: 1, file: 0.25, page: 20 } as const;
/** Sign-in pages have their own bucket for each address, as a share of the rate and of the burst. */
const entryShare = { perSecond: 1 / 40, burst: 1 / 8 } as const;
/** In that bucket: a shared page, and a part of a page that Next renders for one client. */
const entryCosts = { kept: 1, rendered: 10 } as const;

/**
 * Limits for each person, each address and all together. Signed-in requests are counted by person and anonymous ones by
 * address: so neither a flood from the address of an office nor the morning when the whole office signs in refuses anyone
 * who is signed in there.
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
        : takeRequest(bucketOf(who) ?? `address ${address}`, costOf(path, who));
      if (!wait) return null;
      const most = isEntry
        ? 'Too many pages were requested from this address'
        : `Send at most ${requestsPerSecond} requests per second (a page counts as ${costs.page})`;
      return tooMany(`${most}: wait ${wait.seconds} s and try again.`, wait.seconds);
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

/** Keys share the bucket of their owner; null without an account. */
function bucketOf(who: Principal | null): string | null {
  return who === null || who.kind === 'local' ? null : personOf(who);
}

/** An anonymous request for a page is a redirect, which costs as much as an API request. */
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
