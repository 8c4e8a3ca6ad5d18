import type { IncomingMessage } from 'node:http';
import type { Identity } from '../auth/identity';
import { type Addresses, subscriberOf } from './addresses';
import type { Refusal } from './guard';
import type { Limits } from './limits';

/** Calls `answer` once: with why the request goes no further, or with null. */
export type Admit = (req: IncomingMessage, answer: (refused: Refusal | null) => void) => void;

/** A stranger who is refused hears so this long after the one of his address before him, at most (ms). */
const refusalMillis = 2;
/** Where so long a wait has come together (ms), more of that address are dropped unheard. */
const longestWait = 2_000;

/**
 * Tells strangers from those who are signed in, and keeps the former from being felt by the latter: in one turn of the
 * event loop one request of a stranger is answered, however many have come, and refusals are spread over time, since
 * 300 clients that ask again at once would keep a processor busy with nothing but being refused.
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
  const inTurn = createTurns();
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

  return (req, answer) => {
    const who = identity.find(req.headers)?.principal ?? null;
    const refused = limits.request(req, who);
    if (who) answer(refused);
    else if (refused) refuseLater(req, () => answer(refused));
    else inTurn(() => answer(null));
  };
}

/** Runs tasks in their order, one in a turn of the event loop: what others have asked meanwhile comes between. */
function createTurns(): (task: () => void) => void {
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
