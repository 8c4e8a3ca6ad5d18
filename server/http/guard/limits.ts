import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Principal } from '@/db/model/access/principal';
import { personOf } from '@/db/model/access/visible';
import type { AnswerCode } from '@/db/model/error-codes';
import type { GivenParams } from '@/db/model/errors';
import { isEntryPage, isFragment } from '../entry/entry-pages';
import { isFileAddress } from '../files/static-files';
import { problemOf } from '../problem';
import { type Addresses, clientNetwork } from './addresses';
import { isApi, isSocket, pathOf, type Refusal } from './guard';
import { createRateLimiter } from './rate-limiter';

/** Each is a setting; see server/README.md. */
export type LimitSettings = {
  maxViewers: number;
  maxSocketsPerAddress: number;
  handshakesPerSecond: number;
  /** Seconds that a client may stall before it is disconnected. */
  stalledSeconds: number;
  requestsPerSecond: number;
  requestBurst: number;
};

export type Limits = {
  /** Connections above this number are closed before anything is read. */
  maxConnections: number;
  /** Counts a connection until it closes; refuses it if its address has too many. */
  checkConnection(socket: Socket): Refusal | null;
  /** Charges a request; `who` is null if it is anonymous. */
  checkRequest(req: IncomingMessage, who: Principal | null): Refusal | null;
  /** Counts a live socket until it closes; refuses it if there are too many. */
  checkUpgrade(req: IncomingMessage): Refusal | null;
};

/** Retry-After of a connection that is refused because there are too many (s). */
const retrySeconds = 5;

/**
 * The cost of a request by its time on the event loop: 1 is an API request, about 0.5 ms. A page that Next renders takes
 * 20 to 30 ms; a file, also one that does not exist, about 0.1 ms.
 */
const costs = { api: 1, file: 0.25, page: 20 } as const;
/** Sign-in pages have their own bucket per address, with this share of the rate and of the burst. */
const entryShare = { perSecond: 1 / 40, burst: 1 / 8 } as const;
/** Costs in that bucket: a shared page, and a fragment that Next renders for one client. */
const entryCosts = { kept: 1, rendered: 10 } as const;

/**
 * Limits per person, per address and in total. Signed-in requests are counted by person and anonymous ones by address.
 * So users who are signed in are not refused because of other requests from the address of their office.
 */
export function createLimits(
  { maxViewers, maxSocketsPerAddress, handshakesPerSecond, requestsPerSecond, requestBurst }: LimitSettings,
  addresses: Addresses,
): Limits {
  const consumeRequest = createRateLimiter({ perSecond: requestsPerSecond, burst: requestBurst });
  const consumeEntry = createRateLimiter({
    perSecond: requestsPerSecond * entryShare.perSecond,
    burst: Math.max(1, requestBurst * entryShare.burst),
  });
  // Enough for an office whose viewers all reconnect at the same time.
  const consumeHandshake = createRateLimiter({ perSecond: handshakesPerSecond, burst: maxSocketsPerAddress });
  const connections = createSocketCounts();
  const viewers = createSocketCounts();
  /** A page has plain connections besides its live socket. */
  const maxConnectionsPerAddress = 2 * maxSocketsPerAddress;

  return {
    maxConnections: 2 * maxViewers,
    checkConnection(socket) {
      // The connections of a proxy belong to many clients.
      if (addresses.isProxy(socket)) return null;
      const address = clientNetwork(socket.remoteAddress ?? '');
      if (connections.of(address) >= maxConnectionsPerAddress) {
        return tooMany(retrySeconds, 'too-many-connections', { max: maxConnectionsPerAddress });
      }
      connections.add(address, socket);
      return null;
    },
    checkRequest(req, who) {
      const path = pathOf(req);
      const address = clientNetwork(addresses.of(req));
      const isEntry = who === null && isEntryPage(path);
      const wait = isEntry
        ? consumeEntry(address, isFragment(req) ? entryCosts.rendered : entryCosts.kept)
        : consumeRequest(bucketOf(who) ?? `address ${address}`, costOf(path, who));
      if (!wait) return null;
      const { seconds } = wait;
      return isEntry
        ? tooMany(seconds, 'too-many-entry-pages', { seconds })
        : tooMany(seconds, 'too-many-requests', { max: requestsPerSecond, page: costs.page, seconds });
    },
    checkUpgrade(req) {
      const { socket } = req;
      const address = clientNetwork(addresses.of(req));
      const wait = consumeHandshake(address);
      if (wait) {
        const { seconds } = wait;
        return tooMany(seconds, 'too-many-handshakes', { max: handshakesPerSecond, seconds });
      }
      if (viewers.of(address) >= maxSocketsPerAddress) {
        return tooMany(retrySeconds, 'too-many-live-connections', { max: maxSocketsPerAddress });
      }
      if (viewers.total() >= maxViewers) {
        return tooMany(retrySeconds, 'feed-full', { max: maxViewers });
      }
      viewers.add(address, socket);
      return null;
    },
  };
}

/**
 * The bucket of a person and their API keys; null without an account. A wall display has its own, so that neither
 * takes the requests of the other.
 */
function bucketOf(who: Principal | null): string | null {
  if (who === null || who.kind === 'local') return null;
  return who.isDisplay ? who.id : personOf(who);
}

/** Anonymous requests for a page are redirected, which costs as much as an API request. */
function costOf(path: string, who: Principal | null): number {
  if (isApi(path) || isSocket(path)) return costs.api;
  if (isFileAddress(path)) return costs.file;
  return who === null ? costs.api : costs.page;
}

function createSocketCounts() {
  const counts = new Map<string, number>();
  let total = 0;
  return {
    of: (address: string) => counts.get(address) ?? 0,
    total: () => total,
    /** Counts a socket until it closes. */
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

function tooMany<C extends AnswerCode>(seconds: number, code: C, ...params: GivenParams<C>): Refusal {
  return { problem: problemOf(code, ...params), headers: { 'Retry-After': String(seconds) } };
}
