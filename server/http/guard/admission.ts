import type { IncomingMessage } from 'node:http';
import type { Principal } from '@/db/model/access/principal';
import type { Identity } from '../../auth/identity';
import { type Addresses, subscriberOf } from './addresses';
import type { Refusal } from './guard';
import type { Limits } from './limits';

/** Calls `answer` once: with why the request goes no further, or with null. */
export type Admit = (req: IncomingMessage, answer: (refused: Refusal | null) => void) => void;

/** The least time between two refusals that are sent to one address (ms). */
const refusalMillis = 2;
/** Where refusals of one address would wait longer than this (ms), its connections are closed without one. */
const longestWait = 2_000;

/**
 * Charges each request and decides when it is answered. Anonymous requests wait for signed-in ones: each iteration of
 * the event loop answers one of them. Their refusals are spread over time: 300 clients that retry at once would keep a
 * processor busy with refusals alone.
 */
export function createAdmission({
  limits,
  identity,
  addresses,
  onDropped,
}: {
  limits: Pick<Limits, 'request'>;
  identity: Pick<Identity, 'find'>;
  addresses: Addresses;
  onDropped(req: IncomingMessage): void;
}): Admit {
  const enqueue = createQueue();
  const nextRefusals = new Map<string, number>();

  function refuseLater(req: IncomingMessage, answer: () => void): void {
    const address = subscriberOf(addresses.of(req));
    const now = performance.now();
    const at = Math.max(now, nextRefusals.get(address) ?? 0);
    if (at - now > longestWait) {
      onDropped(req);
      req.socket.destroy();
      return;
    }
    nextRefusals.set(address, at + refusalMillis);
    setTimeout(() => {
      if (nextRefusals.get(address) === at + refusalMillis) nextRefusals.delete(address);
      answer();
    }, at - now).unref();
  }

  /** Where the database does not answer, the part that needs the principal says so, in the answer and in the log. */
  function find(req: IncomingMessage): Principal | null {
    try {
      return identity.find(req.headers)?.principal ?? null;
    } catch {
      return null;
    }
  }

  return (req, answer) => {
    const who = find(req);
    const refused = limits.request(req, who);
    if (who) answer(refused);
    else if (refused) refuseLater(req, () => answer(refused));
    else enqueue(() => answer(null));
  };
}

/** Runs tasks in order, one in each iteration of the event loop, so that other requests come in between. */
function createQueue(): (task: () => void) => void {
  const waiting: (() => void)[] = [];
  let isRunning = false;

  function runNext(): void {
    const task = waiting.shift();
    isRunning = waiting.length > 0;
    if (isRunning) setImmediate(runNext);
    task?.();
  }

  return (task) => {
    waiting.push(task);
    if (isRunning) return;
    isRunning = true;
    setImmediate(runNext);
  };
}
