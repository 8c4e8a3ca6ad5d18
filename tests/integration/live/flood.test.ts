import { once } from 'node:events';
import { connect } from 'node:net';
import type { WebSocket } from 'ws';
import { openBareViewer } from './bare-viewer';
import { expect, test } from './live-test';

const attachments = Array.from({ length: 10 }, (_, num) => ({ _placeholder: true, num }));

/**
 * What a viewer may do to be a nuisance, once its WebSocket is open; attachments without end are CVE-2026-33151, and
 * pieces of one message CVE-2026-48779.
 */
const floods: [string, (socket: WebSocket) => void][] = [
  ['pings by the thousand', (socket) => repeat(20_000, () => socket.ping('x'.repeat(100)))],
  ['pongs by the thousand', (socket) => repeat(20_000, () => socket.pong('x'.repeat(100)))],
  ['answers pings that nobody sent', (socket) => repeat(20_000, () => socket.send('3'))],
  ['shakes hands again and again', (socket) => repeat(1_000, () => socket.send('40'))],
  ['asks for what is not there', (socket) => repeat(1_000, () => socket.send('40/elsewhere,'))],
  ['acknowledges what nobody sent', (socket) => repeat(1_000, () => socket.send(`43${7}[]`))],
  [
    'announces attachments and sends them without end',
    (socket) => {
      socket.send(`451-["x",${JSON.stringify(attachments[0])}]`);
      repeat(1_000, () => socket.send(Buffer.alloc(1_000)));
    },
  ],
  ['sends megabytes', (socket) => socket.send('x'.repeat(5_000_000))],
  [
    'sends megabytes in pieces of one message',
    (socket) => repeat(5_000, () => socket.send('x'.repeat(1_000), { fin: false })),
  ],
];

function repeat(times: number, task: () => void): void {
  for (let n = 0; n < times; n += 1) task();
}

for (const [what, flood] of floods) {
  test(`a viewer who ${what} is cut off, and nobody else notices`, async ({ server, watch, log }) => {
    const other = await watch();
    const viewer = openBareViewer(server.url);
    await viewer.opened();
    viewer.socket.send('40');
    await expect.poll(() => viewer.heard.some((text) => text.startsWith('42["frame"'))).toBe(true);
    flood(viewer.socket);
    await log('Meanwhile');
    await other.until(({ titles }) => titles().includes('Meanwhile'));
    await viewer.closed();
    expect(server.log()).not.toContain('"level":50');
  });
}

test('a viewer who sends too much is told so', async ({ server }) => {
  const viewer = openBareViewer(server.url);
  await viewer.opened();
  for (let n = 0; n < 5; n += 1) viewer.socket.send('40/elsewhere,');
  await viewer.closed();
  expect(viewer.heard.at(-1)).toContain('this connection has sent too much');
});

test('a viewer who leaves the feed and stays on the line is let go', async ({ server }) => {
  const viewer = openBareViewer(server.url);
  await viewer.opened();
  viewer.socket.send('40');
  await expect.poll(() => viewer.heard.some((text) => text.startsWith('42["frame"'))).toBe(true);
  viewer.socket.send('41');
  await viewer.closed();
});

test('what is no WebSocket after the handshake is cut off', async ({ server, watch, log }) => {
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
