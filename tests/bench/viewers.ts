import { WebSocket } from 'ws';
import * as z from 'zod';
import { answering } from './answering';
import { clock } from './measure';
import type { Seen } from './shapes';

/**
 * Viewers by the hundred: as thin as they can be, so that on a small machine the servers are measured and not
 * they. They speak as much of socket.io as it takes, and look for the mark in each frame instead of reading it.
 */
const connecting = z.object({
  url: z.string(),
  count: z.number(),
  protocol: z.enum(['socket.io', 'ws']),
  /** The first of the loopback addresses they come from, a hundred viewers from each. */
  from: z.number(),
  /** Where they go on from, in turn; without any, from now. */
  cursors: z.array(z.string()),
});

const perAddress = 100;
const atOnce = 50;
const open = new Set<WebSocket>();
const seen = new Map<number, { count: number; first: number; last: number }>();
let bytes = 0;
let frames = 0;

answering({
  connect: async (asked) => {
    const { url, count, protocol, from, cursors } = connecting.parse(asked);
    const wavesOf = cursors.length > 0 ? count : atOnce;
    for (let made = 0; made < count; made += wavesOf) {
      const wave = Array.from({ length: Math.min(wavesOf, count - made) }, (_, index) =>
        connect(
          url,
          protocol,
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

function connect(
  url: string,
  protocol: 'socket.io' | 'ws',
  localAddress: string,
  cursor?: string,
): Promise<void> {
  const address = url.replace(/^http/, 'ws');
  const socket = new WebSocket(
    protocol === 'ws' ? address : `${address}/socket.io/?EIO=4&transport=websocket`,
    {
      origin: url,
      localAddress,
      perMessageDeflate: false,
      skipUTF8Validation: true,
    },
  );
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
    socket.on('message', (data: Buffer) => {
      const type = data[0];
      if (protocol === 'socket.io') {
        if (type === 48) return socket.send(`40${cursor === undefined ? '' : JSON.stringify({ cursor })}`);
        if (type === 50) return socket.send('3');
        if (data.length > 1 && data[1] === 48) return enter();
        if (data.length > 1 && data[1] === 52) return reject(new Error(`Refused: ${data.toString()}`));
      }
      take(data);
    });
  });
}

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
