import { WebSocket } from 'ws';
import * as z from 'zod';
import type { Seen } from './data/shapes';
import { answering } from './figures/answering';
import { clock } from './measure';

/**
 * Viewers by the hundred: as thin as they can be, so that on a small machine the servers are measured and not
 * they. They speak as much of socket.io and of Directus as it takes, and look for the mark in
 * each frame instead of reading it.
 */
const connecting = z.object({
  url: z.string(),
  count: z.number(),
  protocol: z.enum(['socket.io', 'ws', 'directus']),
  /** The first of the loopback addresses they come from, a hundred viewers from each. */
  from: z.number(),
  /** Where they go on from, in turn; without any, from now. */
  cursors: z.array(z.string()),
  /** Who they are to Directus. */
  token: z.string(),
});
type Connecting = z.infer<typeof connecting>;

const perAddress = 100;
const atOnce = 50;
const open = new Set<WebSocket>();
const seen = new Map<number, { count: number; first: number; last: number }>();
let bytes = 0;
let frames = 0;

answering({
  connect: async (asked) => {
    const one = connecting.parse(asked);
    const { count, from, cursors } = one;
    const wavesOf = cursors.length > 0 ? count : atOnce;
    for (let made = 0; made < count; made += wavesOf) {
      const wave = Array.from({ length: Math.min(wavesOf, count - made) }, (_, index) =>
        connect(
          one,
          addressOf(from + Math.floor((made + index) / perAddress)),
          cursors[(made + index) % cursors.length],
        ),
      );
      await Promise.all(wave);
    }
    return open.size;
  },
  /** What has been seen of each mark since the last time. */
  seen: (): Seen => {
    const answer = [...seen].map(([mark, one]) => ({ mark, ...one }));
    seen.clear();
    return answer;
  },
  /** How many frames and bytes have come since the last time. */
  traffic: () => {
    const answer = { frames, bytes };
    [frames, bytes] = [0, 0];
    return answer;
  },
  close: () => {
    for (const socket of open) socket.terminate();
    open.clear();
    return true;
  },
});
process.stdout.write('The crowd is at http://nowhere\n');
// It waits for questions.
setInterval(() => {}, 60_000);

function addressOf(index: number): string {
  return `127.0.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`;
}

const paths = { 'socket.io': '/socket.io/?EIO=4&transport=websocket', ws: '', directus: '/websocket' };

function connect({ url, protocol, token }: Connecting, localAddress: string, cursor?: string): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${paths[protocol]}`, {
    origin: url,
    localAddress,
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => {
      open.delete(socket);
      reject(new Error('The server let a viewer go'));
    });
    const enter = () => {
      open.add(socket);
      resolve();
    };
    if (protocol === 'ws') socket.on('open', enter);
    if (protocol === 'directus') {
      socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', access_token: token })));
    }
    socket.on('message', (data: Buffer) => {
      const type = data[0];
      if (protocol === 'socket.io') {
        if (type === 48) return socket.send(`40${cursor === undefined ? '' : JSON.stringify({ cursor })}`);
        if (type === 50) return socket.send('3');
        if (data.length > 1 && data[1] === 48) return enter();
        if (data.length > 1 && data[1] === 52) return reject(new Error(`Refused: ${data.toString()}`));
      }
      // Its frames bear 700 bytes of summary.
      if (protocol === 'directus' && data.length < 500) {
        const said = data.toString();
        if (said === '{"type":"ping"}') return socket.send('{"type":"pong"}');
        if (said === '{"type":"auth","status":"ok"}') return socket.send(subscription);
        if (said === '{"type":"subscription","event":"init"}') return enter();
        return reject(new Error(`Refused: ${said}`));
      }
      take(data);
    });
  });
}

const subscription = JSON.stringify({ type: 'subscribe', collection: 'events', event: 'create' });

const marker = Buffer.from('Arrival ');

function take(data: Buffer): void {
  const at = data.indexOf(marker);
  frames += 1;
  bytes += data.length;
  if (at === -1) return;
  const now = clock();
  for (let next = at; next !== -1; next = data.indexOf(marker, next + 1)) {
    const mark = Number.parseInt(data.toString('latin1', next + marker.length, next + marker.length + 9), 10);
    const one = seen.get(mark);
    if (!one) seen.set(mark, { count: 1, first: now, last: now });
    else {
      one.count += 1;
      one.last = now;
    }
  }
}
