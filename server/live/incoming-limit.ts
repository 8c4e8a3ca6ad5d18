import type { Socket } from 'socket.io';

/** A viewer sends one handshake, sometimes a disconnect packet, and a pong every 25 s. */
const maxMessages = 4;
const burstBytes = 16_384;
const bytesPerSecond = 256;

/**
 * Limits what one connection sends: messages, pings and pongs of socket.io or of WebSocket, and fragments that never
 * end. Without it, a client that pings and never reads would fill the memory with pongs. Calls `onExceeded` once.
 */
export function limitIncoming(
  { conn, request }: Pick<Socket, 'conn' | 'request'>,
  onExceeded: () => void,
): void {
  let messages = 0;
  let left = burstBytes;
  let at = performance.now();
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    onExceeded();
  };
  conn.on('packet', ({ type }: { type: string }) => {
    messages += type === 'message' ? 1 : 0;
    if (messages > maxMessages) end();
  });
  request.socket.on('data', (chunk: Buffer) => {
    const now = performance.now();
    left = Math.min(burstBytes, left + ((now - at) * bytesPerSecond) / 1_000) - chunk.length;
    at = now;
    if (left < 0) end();
  });
}
