import { once } from 'node:events';
import { connect } from 'node:net';
import type { WebSocket } from 'ws';
import { openRawViewer } from './bare-viewer';
import { expect, test } from './live-test';

const attachments = Array.from({ length: 10 }, (_, num) => ({ _placeholder: true, num }));

/**
 * Ways to abuse an open WebSocket. Endless attachments are CVE-2026-33151, endless fragments of one message
 * CVE-2026-48779.
 */
const floods: [string, (socket: WebSocket) => void][] = [
  ['sends thousands of pings', (socket) => repeat(20_000, () => socket.ping('x'.repeat(100)))],
  ['sends thousands of pongs', (socket) => repeat(20_000, () => socket.pong('x'.repeat(100)))],
  ['answers pings that were never sent', (socket) => repeat(20_000, () => socket.send('3'))],
  ['repeats the handshake', (socket) => repeat(1_000, () => socket.send('40'))],
  ['connects to unknown namespaces', (socket) => repeat(1_000, () => socket.send('40/elsewhere,'))],
  ['acknowledges messages that were never sent', (socket) => repeat(1_000, () => socket.send(`43${7}[]`))],
  [
    'sends endless attachments',
    (socket) => {
      socket.send(`451-["x",${JSON.stringify(attachments[0])}]`);
      repeat(1_000, () => socket.send(Buffer.alloc(1_000)));
    },
  ],
  ['sends a message of 5 MB', (socket) => socket.send('x'.repeat(5_000_000))],
  [
    'sends 5 MB in fragments of one message',
    (socket) => repeat(5_000, () => socket.send('x'.repeat(1_000), { fin: false })),
  ],
];

function repeat(times: number, task: () => void): void {
  for (let n = 0; n < times; n += 1) task();
}

for (const [what, flood] of floods) {
  test(`a viewer who ${what} is disconnected, and other viewers are not affected`, async ({
    server,
    watch,
    log,
  }) => {
    const other = await watch();
    const viewer = openRawViewer(server.url);
    await viewer.opened();
    viewer.socket.send('40');
    await expect.poll(() => viewer.received.some((text) => text.startsWith('42["frame"'))).toBe(true);
    flood(viewer.socket);
    await log('Meanwhile');
    await other.until(({ titles }) => titles().includes('Meanwhile'));
    await viewer.closed();
    expect(server.log()).not.toContain('"level":50');
  });
}

test('a viewer who sends too much receives the reason', async ({ server }) => {
  const viewer = openRawViewer(server.url);
  await viewer.opened();
  for (let n = 0; n < 5; n += 1) viewer.socket.send('40/elsewhere,');
  await viewer.closed();
  expect(viewer.received.at(-1)).toContain('this connection has sent too much');
});

test('a viewer who leaves the namespace but keeps the connection is disconnected', async ({ server }) => {
  const viewer = openRawViewer(server.url);
  await viewer.opened();
  viewer.socket.send('40');
  await expect.poll(() => viewer.received.some((text) => text.startsWith('42["frame"'))).toBe(true);
  viewer.socket.send('41');
  await viewer.closed();
});

test('a connection that sends no WebSocket frames after the handshake is closed', async ({
  server,
  watch,
  log,
}) => {
  const other = await watch();
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  socket.write(
    [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: localhost:${server.port}`,
      `Origin: ${server.url}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n'),
  );
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('101');
  socket.write(Buffer.alloc(4_000, 0xff));
  socket.resume();
  await once(socket, 'close');
  await log('Meanwhile');
  await other.until(({ titles }) => titles().includes('Meanwhile'));
});
