import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * A request that the server has begun to read: its head has been taken, its body is still on the way. `finish`
 * sends the rest and answers with all that comes back until the server closes.
 */
export async function halfSent(port: number, target: string, body: string, headers: string[]) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  const ended = once(socket, 'close');
  const head = [
    `POST ${target} HTTP/1.1`,
    `Host: localhost:${port}`,
    `Origin: http://localhost:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    // So that the server says when it has read the head.
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
