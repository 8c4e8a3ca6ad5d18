import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Sends the head and half of the body of a request. `finish` sends the rest and returns everything that the
 * server sends until it closes the connection.
 */
export async function startRequest(port: number, target: string, body: string, headers: string[]) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  const ended = once(socket, 'close');
  const head = [
    `POST ${target} HTTP/1.1`,
    `Host: localhost:${port}`,
    `Origin: http://localhost:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    // The server confirms that it has read the head.
    'Expect: 100-continue',
    ...headers,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(socket, 'data');
  const half = Math.floor(body.length / 2);
  socket.write(body.slice(0, half));
  return {
    async finish(): Promise<string> {
      socket.write(body.slice(half));
      await ended;
      return text;
    },
  };
}
