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

/** Faults that can happen on a TCP connection. */
const realFaults = allFaults.filter(([fault]) => fault !== 'duplicated' && fault !== 'reordered');

type Fault = (typeof allFaults)[number][0];

type NetworkParts = { chance: Chance; tally: Tally; faults?: 'all' | 'real' };

/** A delayed frame is sent after the next one, or after this time if none follows (ms). */
const reorderMillis = 300;

/**
 * A proxy between one viewer and the server that handles WebSocket messages, each of which is one packet of
 * socket.io. While faults are on, each frame may be duplicated, reordered, delayed, cut off or stalled at random.
 */
export async function openFaultyNetwork(to: string, { chance, tally, faults = 'all' }: NetworkParts) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  const pairs = new Set<{ near: WebSocket; far: WebSocket }>();
  const weights = faults === 'all' ? allFaults : realFaults;
  let hasFaults = false;
  let isStalled = false;

  server.on('connection', (near, { url = '' }) => {
    const far = new WebSocket(`${to.replace(/^http/, 'ws')}${url}`, { origin: to, perMessageDeflate: false });
    const pair = { near, far };
    let queue = Promise.resolve();
    let delayed: string | undefined;
    tally.counts.connections += 1;
    pairs.add(pair);
    const forward = (text: string) => {
      if (near.readyState === WebSocket.OPEN) near.send(text);
    };
    const sendDelayed = () => {
      const text = delayed;
      delayed = undefined;
      if (text !== undefined) forward(text);
    };
    const cut = () => {
      sendDelayed();
      near.terminate();
      far.terminate();
    };
    const pass = async (text: string) => {
      if (!isFrame(text)) return forward(text);
      tally.counts['frames to boards'] += 1;
      // Two reordered frames pass together: a frame by name is outside the chain, and a disconnection between it and
      // the shared frame after it, which cannot happen in TCP in that order, would lose it forever.
      const fault: Fault = hasFaults && delayed === undefined ? chance.weighted(weights) : 'none';
      if (fault !== 'none') tally.counts[fault] += 1;
      if (fault === 'cut') return cut();
      if (fault === 'delayed') await pause(10 + chance.below(400));
      if (fault === 'stalled') {
        if (far.readyState === WebSocket.OPEN) far.pause();
        await pause(500 + chance.below(3_000));
        if (!isStalled) far.resume();
      }
      if (fault === 'reordered') {
        delayed = text;
        setTimeout(sendDelayed, reorderMillis);
        return;
      }
      forward(text);
      if (fault === 'duplicated') forward(text);
      sendDelayed();
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
      // Across a stalled network the server does not notice that its viewer is gone.
      if (!isStalled) far.terminate();
    });
    // Frames in transit when the server was killed still arrive.
    far.on('close', () => {
      pairs.delete(pair);
      queue = queue.then(cut);
    });
  });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const address = server.address();

  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    startFaults() {
      hasFaults = true;
    },
    stopFaults() {
      hasFaults = false;
    },
    /** Stops reading what the server sends, without closing any connection. */
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

export type FaultyNetwork = Awaited<ReturnType<typeof openFaultyNetwork>>;

/** A frame is an event packet of socket.io in a message packet of engine.io. */
function isFrame(text: string): boolean {
  return text.startsWith('42["frame"');
}
