import type { Socket } from 'socket.io';

/** A viewer sends one handshake, at times says that it leaves, and answers a ping each 25 s. */
const mostMessages = 4;
const burstBytes = 16_384;
const bytesPerSecond = 256;

/**
 * Watches what comes in from one connection, of whatever kind: messages, pings and pongs of the feed's
 * protocol or of WebSocket's own, pieces of something that never ends. Pongs that nobody reads would
 * otherwise pile up here. Calls `flooded` once.
 */
export function watchInflow({ conn, request }: Pick<Socket, 'conn' | 'request'>, flooded: () => void): void {
  let messages = 0;
  let left = burstBytes;
  let at = performance.now();
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    flooded();
  };
  conn.on('packet', ({ type }: { type: string }) => {
    messages += type === 'message' ? 1 : 0;
    if (messages > mostMessages) end();
  });
  request.socket.on('data', (chunk: Buffer) => {
    const now = performance.now();
    left = Math.min(burstBytes, left + ((now - at) * bytesPerSecond) / 1_000) - chunk.length;
    at = now;
    if (left < 0) end();
  });
}
