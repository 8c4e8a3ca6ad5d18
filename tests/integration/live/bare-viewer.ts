import { once } from 'node:events';
import { request } from 'node:http';
import { WebSocket } from 'ws';
import * as z from 'zod';

const problem = z.looseObject({ detail: z.string() });

/** A raw WebSocket to the feed: sends anything and records received messages as text. */
export function openRawViewer(
  url: string,
  { localAddress, headers }: { localAddress?: string; headers?: Record<string, string> } = {},
) {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    origin: url,
    localAddress,
    headers,
  });
  const received: string[] = [];
  socket.on('message', (data) => received.push(String(data)));
  socket.on('error', () => socket.terminate());
  const closed = once(socket, 'close');
  return {
    socket,
    received,
    opened: () => once(socket, 'open'),
    /** Resolves when the server or the network has closed it. */
    closed: () => closed,
  };
}

/** Requests a WebSocket upgrade and returns the response: 101 if it was accepted, open until `close`. */
export function requestUpgrade(url: string, localAddress?: string) {
  return new Promise<{ status: number; detail: string; retryAfter?: string; close(): void }>(
    (resolve, reject) => {
      const upgrade = request(`${url}/socket.io/?EIO=4&transport=websocket`, {
        agent: false,
        localAddress,
        headers: {
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          Origin: url,
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        },
      });
      upgrade.on('upgrade', (_, socket) => {
        socket.on('error', () => socket.destroy());
        resolve({ status: 101, detail: '', close: () => socket.destroy() });
      });
      upgrade.on('response', (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            detail: problem.parse(JSON.parse(body)).detail,
            retryAfter: response.headers['retry-after'],
            close: () => {},
          }),
        );
      });
      upgrade.on('error', reject);
      upgrade.end();
    },
  );
}
