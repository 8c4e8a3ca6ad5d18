import { WebSocket } from 'ws';
import * as z from 'zod';
import type { Seen } from './data/shapes';
import { handleRequests } from './handle-requests';
import { clock } from './measure';

/**
 * Thousands of viewers with as little work as possible, so that a small machine measures the servers. They implement
 * only the necessary parts of the protocols and search each frame for marks instead of parsing it.
 */
const connectParams = z.object({
  url: z.string(),
  count: z.number(),
  protocol: z.enum(['socket.io', 'ws', 'directus']),
  /** The index of the first loopback address to connect from, with a hundred viewers each. */
  from: z.number(),
  /** The cursors to continue from, in turn; without any, viewers start at the present. */
  cursors: z.array(z.string()),
  /** The access token of Directus. */
  token: z.string(),
});
type ConnectParams = z.infer<typeof connectParams>;

const perAddress = 100;
const atOnce = 50;
const open = new Set<WebSocket>();
const seen = new Map<number, { count: number; first: number; last: number }>();
let bytes = 0;
let frames = 0;

handleRequests({
  connect: async (params) => {
    const one = connectParams.parse(params);
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
  /** How often and when each mark was received since the last call. */
  seen: (): Seen => {
    const answer = [...seen].map(([mark, one]) => ({ mark, ...one }));
    seen.clear();
    return answer;
  },
  /** The number of frames and bytes received since the last call. */
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
// Keeps the process alive for requests.
setInterval(() => {}, 60_000);

function addressOf(index: number): string {
  return `127.0.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`;
}

const paths = { 'socket.io': '/socket.io/?EIO=4&transport=websocket', ws: '', directus: '/websocket' };

function connect(
  { url, protocol, token }: ConnectParams,
  localAddress: string,
  cursor?: string,
): Promise<void> {
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
      reject(new Error('The server disconnected a viewer'));
    });
    const onReady = () => {
      open.add(socket);
      resolve();
    };
    if (protocol === 'ws') socket.on('open', onReady);
    if (protocol === 'directus') {
      socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', access_token: token })));
    }
    socket.on('message', (data: Buffer) => {
      const type = data[0];
      if (protocol === 'socket.io') {
        if (type === 48) return socket.send(`40${cursor === undefined ? '' : JSON.stringify({ cursor })}`);
        if (type === 50) return socket.send('3');
        if (data.length > 1 && data[1] === 48) return onReady();
        if (data.length > 1 && data[1] === 52) return reject(new Error(`Refused: ${data.toString()}`));
      }
      // Frames with events have a summary of 700 bytes.
      if (protocol === 'directus' && data.length < 500) {
        const text = data.toString();
        if (text === '{"type":"ping"}') return socket.send('{"type":"pong"}');
        if (text === '{"type":"auth","status":"ok"}') return socket.send(subscription);
        if (text === '{"type":"subscription","event":"init"}') return onReady();
        return reject(new Error(`Refused: ${text}`));
      }
      recordFrame(data);
    });
  });
}

const subscription = JSON.stringify({ type: 'subscribe', collection: 'events', event: 'create' });

const marker = Buffer.from('Arrival ');

function recordFrame(data: Buffer): void {
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
