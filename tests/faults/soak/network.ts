import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import type { Chance } from '../../support/chance';
import type { Tally } from './tally';

const allFaults = [
  ['none', 170],
  ['duplicated', 4],
  ['reordered', 4],
  ['delayed', 6],
  ['cut', 2],
  ['stalled', 1],
] as const;

/** Those that TCP itself can bring about. */
const realFaults = allFaults.filter(([fault]) => fault !== 'duplicated' && fault !== 'reordered');

type Fault = (typeof allFaults)[number][0];

type NetworkParts = { chance: Chance; tally: Tally; faults?: 'all' | 'real' };

/** A frame held back follows the next one, or goes alone where none comes for so long (ms). */
const heldBackMillis = 300;

/**
 * A stretch of network between one viewer and the server that knows the messages of a WebSocket, one of
 * which is one packet of socket.io. While it storms, what happens to each frame is a matter of chance.
 */
export async function openStormyNetwork(to: string, { chance, tally, faults = 'all' }: NetworkParts) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  const pairs = new Set<{ near: WebSocket; far: WebSocket }>();
  const weights = faults === 'all' ? allFaults : realFaults;
  let isStormy = false;
  let isStalled = false;

  server.on('connection', (near, { url = '' }) => {
    const far = new WebSocket(`${to.replace(/^http/, 'ws')}${url}`, { origin: to, perMessageDeflate: false });
    const pair = { near, far };
    let queue = Promise.resolve();
    let heldBack: string | undefined;
    tally.counts.connections += 1;
    pairs.add(pair);
    const give = (text: string) => {
      if (near.readyState === WebSocket.OPEN) near.send(text);
    };
    const giveHeldBack = () => {
      const text = heldBack;
      heldBack = undefined;
      if (text !== undefined) give(text);
    };
    const cut = () => {
      giveHeldBack();
      near.terminate();
      far.terminate();
    };
    const pass = async (text: string) => {
      if (!isFrame(text)) return give(text);
      tally.counts['frames to boards'] += 1;
      // Two that change places pass as one: a frame by name stands beside the chain, and a break between it
      // and the common frame after it, which no TCP brings about the other way round, would lose it for good.
      const fault: Fault = isStormy && heldBack === undefined ? chance.weighted(weights) : 'none';
      if (fault !== 'none') tally.counts[fault] += 1;
      if (fault === 'cut') return cut();
      if (fault === 'delayed') await pause(10 + chance.below(400));
      if (fault === 'stalled') {
        if (far.readyState === WebSocket.OPEN) far.pause();
        await pause(500 + chance.below(3_000));
        if (!isStalled) far.resume();
      }
      if (fault === 'reordered') {
        heldBack = text;
        setTimeout(giveHeldBack, heldBackMillis);
        return;
      }
      give(text);
      if (fault === 'duplicated') give(text);
      giveHeldBack();
    };
    far.on('open', () => isStalled && far.pause());
    far.on('message', (data) => {
      queue = queue.then(() => pass(String(data)));
    });
    near.on('message', (data) => {
      if (far.readyState === WebSocket.OPEN) far.send(String(data));
    });
    near.on('error', cut);
    far.on('error', cut);
    near.on('close', () => {
      // Across a network that stands still the server is not told that its viewer has gone.
      if (!isStalled) far.terminate();
    });
    // What was on its way when the server died still arrives.
    far.on('close', () => {
      pairs.delete(pair);
      queue = queue.then(cut);
    });
  });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const address = server.address();

  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    storm() {
      isStormy = true;
    },
    calm() {
      isStormy = false;
    },
    /** Nothing more that the server sends is read, and nobody is told. */
    stall() {
      isStalled = true;
      for (const { far } of pairs) if (far.readyState === WebSocket.OPEN) far.pause();
    },
    flow() {
      isStalled = false;
      for (const { near, far } of pairs) {
        if (near.readyState === WebSocket.OPEN) far.resume();
        else far.terminate();
      }
    },
    async close() {
      for (const { near, far } of pairs) {
        near.terminate();
        far.terminate();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type StormyNetwork = Awaited<ReturnType<typeof openStormyNetwork>>;

/** An event packet of socket.io in a message packet of engine.io. */
function isFrame(text: string): boolean {
  return text.startsWith('42["frame"');
}
