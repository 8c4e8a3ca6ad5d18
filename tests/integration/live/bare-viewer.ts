import { once } from 'node:events';
import { request } from 'node:http';
import { WebSocket } from 'ws';
import * as z from 'zod';

const problem = z.looseObject({ detail: z.string() });

/** A viewer that speaks to the server as it likes: what comes is text, as it is on the wire. */
export function openBareViewer(
  url: string,
  { localAddress, headers }: { localAddress?: string; headers?: Record<string, string> } = {},
) {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    origin: url,
    localAddress,
    headers,
  });
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(String(data)));
  socket.on('error', () => socket.terminate());
  const closed = once(socket, 'close');
  return {
    socket,
    heard,
    opened: () => once(socket, 'open'),
    /** Resolves when the server, or the network, has ended it. */
    closed: () => closed,
  };
}

/** The answer to a request to open a socket: 101 where it was let in, until it is closed. */
export function knock(url: string, localAddress?: string) {
  return new Promise<{ status: number; detail: string; retryAfter?: string; close(): void }>(
    (resolve, reject) => {
      const asked = request(`${url}/socket.io/?EIO=4&transport=websocket`, {
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
      asked.on('upgrade', (_, socket) => {
        socket.on('error', () => socket.destroy());
        resolve({ status: 101, detail: '', close: () => socket.destroy() });
      });
      asked.on('response', (response) => {
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
      asked.on('error', reject);
      asked.end();
    },
  );
}
