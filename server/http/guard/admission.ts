import type { IncomingMessage } from 'node:http';
import type { Principal } from '@/db/model/access/principal';
import type { Identity } from '../../auth/identity';
import { type Addresses, clientNetwork } from './addresses';
import type { Refusal } from './guard';
import type { Limits } from './limits';

/** Calls `decide` once: with a refusal, or with null to admit the request. */
export type Admit = (req: IncomingMessage, decide: Decide) => void;
type Decide = (refused: Refusal | null) => void;

/** The minimum time between two refusals that are sent to one address (ms). */
const refusalIntervalMillis = 2;
/** If a refusal would have to wait longer than this (ms), the connection is closed without one. */
const maxWaitMillis = 2_000;

/**
 * Admission control: charges each request against its rate limit and decides when it runs. Signed-in requests run
 * immediately; of the anonymous ones, one per iteration of the event loop. Refusals of anonymous requests are spread
 * over time, because 300 clients that retry immediately would keep a processor busy with refusals alone.
 */
export function createAdmission({
  limits,
  identity,
  addresses,
  onDropped,
}: {
  limits: Pick<Limits, 'checkRequest'>;
  identity: Pick<Identity, 'find'>;
  addresses: Addresses;
  onDropped(req: IncomingMessage): void;
}): Admit {
  const enqueue = createQueue();
  const nextRefusals = new Map<string, number>();

  function scheduleRefusal(req: IncomingMessage, decide: () => void): void {
    const address = clientNetwork(addresses.of(req));
    const now = performance.now();
    const at = Math.max(now, nextRefusals.get(address) ?? 0);
    if (at - now > maxWaitMillis) {
      onDropped(req);
      req.socket.destroy();
      return;
    }
    nextRefusals.set(address, at + refusalIntervalMillis);
    setTimeout(() => {
      if (nextRefusals.get(address) === at + refusalIntervalMillis) nextRefusals.delete(address);
      decide();
    }, at - now).unref();
  }

  /** Errors of the database are ignored here: the handler that needs the principal reports and logs them. */
  async function find(req: IncomingMessage): Promise<Principal | null> {
    try {
      return (await identity.find(req.headers))?.principal ?? null;
    } catch {
      return null;
    }
  }

  async function admit(req: IncomingMessage, decide: Decide): Promise<void> {
    const who = await find(req);
    const refused = limits.checkRequest(req, who);
    if (who) decide(refused);
    else if (refused) scheduleRefusal(req, () => decide(refused));
    else enqueue(() => decide(null));
  }

  return (req, decide) => void admit(req, decide);
}

/** Runs tasks in order, one per iteration of the event loop, so that other requests run in between. */
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
