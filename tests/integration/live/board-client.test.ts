import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { connectLive, type LiveStatus } from '@/app/_live/client';
import { applyItems, type EventCache, emptyCache } from '@/app/_live/event-cache';
import type { Frame } from '@/db/model/journal/live';
import { eventWith } from '../../unit/live/story';
import { cursorIn, expect, processTest, test } from './live-test';
import { openNetwork } from './stall';

type Board = {
  statuses: LiveStatus[];
  /** Of all that it holds, by name: what is held has no order of its own. */
  titles(): string[];
  refetches(): number;
  client: ReturnType<typeof connectLive>;
};

/** The browser's end of the feed, outside a browser. */
function openBoard(
  url: string,
  cursor: string,
  { origin = url, refetch }: { origin?: string; refetch?: () => Promise<string> } = {},
): Board {
  const statuses: LiveStatus[] = [];
  let held: EventCache = emptyCache;
  let refetched = 0;
  const client = connectLive({
    url,
    cursor,
    extraHeaders: { Origin: origin, Host: new URL(origin).host },
    onItems: (items) => {
      held = applyItems(held, items).cache;
    },
    onStatus: (status) => statuses.push(status),
    refetch: () => {
      refetched += 1;
      return refetch ? refetch() : Promise.reject(new Error('Not asked for in this test'));
    },
  });
  return {
    statuses,
    client,
    titles: () => [...held.events.opened()].map(({ title }) => title).sort(),
    refetches: () => refetched,
  };
}

/** A board that has failed a few times waits some seconds before it tries again. */
const eventually = expect.configure({ timeout: 30_000 });

const latest = ({ statuses }: Board) => statuses.at(-1)?.status;

processTest(
  'a board that loses its server says since when, and catches up once it is back',
  async ({ server, api, log }) => {
    const board = openBoard(server.url, cursorIn(await api.get('/api/board')));
    await eventually.poll(() => latest(board)).toBe('live');
    const heardSince = Date.now();
    await log('Before');
    await eventually.poll(board.titles).toEqual(['Before']);

    await server.kill();
    await eventually.poll(() => latest(board)).toBe('reconnecting');
    const { since = 0, asOf = 0 } = board.statuses.at(-1) ?? {};
    expect(since).toBeGreaterThanOrEqual(asOf);
    // Of the last that it heard, which is what it shows.
    expect(asOf).toBeGreaterThanOrEqual(heardSince);

    await server.restart();
    await log('After');
    await eventually.poll(board.titles).toEqual(['After', 'Before']);
    expect(latest(board)).toBe('live');
    expect(board.refetches()).toBe(0);
    board.client.close();
  },
);

processTest(
  'a board that its server told of its stop knows that it restarts, and goes on from its own cursor',
  async ({ server, api, log }) => {
    const board = openBoard(server.url, cursorIn(await api.get('/api/board')));
    await eventually.poll(() => latest(board)).toBe('live');
    await server.stop();
    await eventually
      .poll(() => board.statuses.at(-1))
      .toMatchObject({
        status: 'reconnecting',
        isRestarting: true,
      });
    await server.restart();
    await log('After');
    await eventually.poll(board.titles).toEqual(['After']);
    expect(board.statuses.at(-1)).toMatchObject({ status: 'live', isRestarting: false });
    expect(board.refetches()).toBe(0);

    await server.kill();
    await eventually
      .poll(() => board.statuses.at(-1))
      .toMatchObject({
        status: 'reconnecting',
        isRestarting: false,
      });
    board.client.close();
  },
);

test('a board whose network is gone and back goes on from its own cursor', async ({ server, api, log }) => {
  const network = await openNetwork(server.url);
  const board = openBoard(network.url, cursorIn(await api.get('/api/board')), { origin: server.url });
  await eventually.poll(() => latest(board)).toBe('live');
  network.cut();
  await log('Meanwhile');
  await eventually.poll(board.titles).toEqual(['Meanwhile']);
  board.client.rest();
  expect(latest(board)).toBe('reconnecting');
  board.client.wake();
  await eventually.poll(() => latest(board)).toBe('live');
  board.client.close();
  await network.close();
});

test('a board with a cursor that counts no more fetches all anew and goes on from there', async ({
  server,
  api,
  log,
}) => {
  await log('There before');
  const board = openBoard(server.url, 'of another store', {
    refetch: async () => cursorIn(await api.get('/api/board')),
  });
  await eventually.poll(() => latest(board)).toBe('live');
  expect(board.refetches()).toBe(1);
  await log('New');
  await eventually.poll(board.titles).toEqual(['New']);
  board.client.close();
});

test('a board that cannot fetch anew says that it is stale, and tries on', async ({ server, api }) => {
  let isReachable = false;
  const board = openBoard(server.url, 'of another store', {
    refetch: async () => {
      if (!isReachable) throw new Error('The server does not answer');
      return cursorIn(await api.get('/api/board'));
    },
  });
  await eventually.poll(() => latest(board)).toBe('stale');
  isReachable = true;
  await eventually.poll(() => latest(board)).toBe('live');
  board.client.close();
});

test('a frame that does not follow the one before is not shown: the board asks again from where it was', async () => {
  const frame = (prev: string, cursor: string): Frame => ({ epoch: 'e', prev, cursor, items: [] });
  const asked: unknown[] = [];
  const httpServer = createServer();
  const rogue = new Server(httpServer, { transports: ['websocket'] });
  rogue.on('connection', (socket) => {
    asked.push(socket.handshake.auth);
    socket.emit('ready', {
      epoch: 'e',
      cursor: socket.handshake.auth.cursor,
      serverTime: new Date().toISOString(),
    });
    if (asked.length > 1) return;
    socket.emit('frame', frame('one', 'two'));
    socket.emit('frame', frame('three', 'four'));
    socket.emit('frame', frame('two', 'five'));
  });
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const address = httpServer.address();
  const board = openBoard(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, 'one');
  await eventually.poll(() => asked).toEqual([{ cursor: 'one' }, { cursor: 'two' }]);
  board.client.close();
  rogue.disconnectSockets(true);
  await rogue.close();
});

test('a red record that comes by name after the frame it belongs before is shown all the same', async () => {
  const asked: unknown[] = [];
  const red = eventWith({ title: 'Said in confidence', tlp: 'red' });
  const httpServer = createServer();
  const rogue = new Server(httpServer, { transports: ['websocket'] });
  rogue.on('connection', (socket) => {
    asked.push(socket.handshake.auth);
    if (asked.length > 1) return;
    socket.emit('frame', { epoch: 'e', prev: 'one', cursor: 'two', items: [] });
    socket.emit('frame', { epoch: 'e', prev: 'one', cursor: 'one', items: [{ op: 'upsert', event: red }] });
  });
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const address = httpServer.address();
  const board = openBoard(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, 'one');
  await eventually.poll(board.titles).toEqual(['Said in confidence']);
  await eventually.poll(() => asked).toEqual([{ cursor: 'one' }, { cursor: 'two' }]);
  board.client.close();
  rogue.disconnectSockets(true);
  await rogue.close();
});
