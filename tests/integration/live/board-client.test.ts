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
  /** The titles of all cached events, sorted, because the cache has no order. */
  titles(): string[];
  refetches(): number;
  client: ReturnType<typeof connectLive>;
};

/** The browser's client of the feed, outside a browser. */
function openBoard(
  url: string,
  cursor: string,
  { origin = url, refetch }: { origin?: string; refetch?: () => Promise<string> } = {},
): Board {
  const statuses: LiveStatus[] = [];
  let cache: EventCache = emptyCache;
  let refetched = 0;
  const client = connectLive({
    url,
    cursor,
    extraHeaders: { Origin: origin, Host: new URL(origin).host },
    onItems: (items) => {
      cache = applyItems(cache, items).cache;
    },
    onStatus: (status) => statuses.push(status),
    refetch: () => {
      refetched += 1;
      return refetch ? refetch() : Promise.reject(new Error('Not expected in this test'));
    },
  });
  return {
    statuses,
    client,
    titles: () => [...cache.events.values()].map(({ title }) => title).sort(),
    refetches: () => refetched,
  };
}

const latest = ({ statuses }: Board) => statuses.at(-1)?.status;

processTest(
  'a board that loses its server shows since when, and catches up when the server is back',
  async ({ server, api, log }) => {
    const board = openBoard(server.url, cursorIn(await api.get('/api/board')));
    await expect.poll(() => latest(board)).toBe('live');
    const liveSince = Date.now();
    await log('Before');
    await expect.poll(board.titles).toEqual(['Before']);

    await server.kill();
    await expect.poll(() => latest(board)).toBe('reconnecting');
    const { since = 0, asOf = 0 } = board.statuses.at(-1) ?? {};
    expect(since).toBeGreaterThanOrEqual(asOf);
    // `asOf` is the time of the last frame, which is what the board shows.
    expect(asOf).toBeGreaterThanOrEqual(liveSince);

    await server.restart();
    await log('After');
    await expect.poll(board.titles).toEqual(['After', 'Before']);
    expect(latest(board)).toBe('live');
    expect(board.refetches()).toBe(0);
    board.client.close();
  },
);

processTest(
  'a board shows that its server restarts after a graceful stop, and continues from its cursor',
  async ({ server, api, log }) => {
    const board = openBoard(server.url, cursorIn(await api.get('/api/board')));
    await expect.poll(() => latest(board)).toBe('live');
    await server.stop();
    await expect
      .poll(() => board.statuses.at(-1))
      .toMatchObject({
        status: 'reconnecting',
        isRestarting: true,
      });
    await server.restart();
    await log('After');
    await expect.poll(board.titles).toEqual(['After']);
    expect(board.statuses.at(-1)).toMatchObject({ status: 'live', isRestarting: false });
    expect(board.refetches()).toBe(0);

    await server.kill();
    await expect
      .poll(() => board.statuses.at(-1))
      .toMatchObject({
        status: 'reconnecting',
        isRestarting: false,
      });
    board.client.close();
  },
);

test('a board continues from its cursor after a network failure', async ({ server, api, log }) => {
  const network = await openNetwork(server.url);
  const board = openBoard(network.url, cursorIn(await api.get('/api/board')), { origin: server.url });
  await expect.poll(() => latest(board)).toBe('live');
  network.cut();
  await log('Meanwhile');
  await expect.poll(board.titles).toEqual(['Meanwhile']);
  board.client.goOffline();
  expect(latest(board)).toBe('reconnecting');
  board.client.wake();
  await expect.poll(() => latest(board)).toBe('live');
  board.client.close();
  await network.close();
});

test('a board with an invalid cursor fetches a new snapshot and continues from there', async ({
  server,
  api,
  log,
}) => {
  await log('Before');
  const board = openBoard(server.url, 'of another store', {
    refetch: async () => cursorIn(await api.get('/api/board')),
  });
  await expect.poll(() => latest(board)).toBe('live');
  expect(board.refetches()).toBe(1);
  await log('New');
  await expect.poll(board.titles).toEqual(['New']);
  board.client.close();
});

test('a board that cannot fetch a new snapshot is stale, and keeps trying', async ({ server, api }) => {
  let isReachable = false;
  const board = openBoard(server.url, 'of another store', {
    refetch: async () => {
      if (!isReachable) throw new Error('The server does not answer');
      return cursorIn(await api.get('/api/board'));
    },
  });
  await expect.poll(() => latest(board)).toBe('stale');
  isReachable = true;
  await expect.poll(() => latest(board)).toBe('live');
  board.client.close();
});

test('a frame out of sequence is not shown, and the board reconnects from its cursor', async () => {
  const frame = (prev: string, cursor: string): Frame => ({ epoch: 'e', prev, cursor, items: [] });
  const handshakes: unknown[] = [];
  const httpServer = createServer();
  const fakeServer = new Server(httpServer, { transports: ['websocket'] });
  fakeServer.on('connection', (socket) => {
    handshakes.push(socket.handshake.auth);
    socket.emit('ready', {
      epoch: 'e',
      cursor: socket.handshake.auth.cursor,
      serverTime: new Date().toISOString(),
    });
    if (handshakes.length > 1) return;
    socket.emit('frame', frame('one', 'two'));
    socket.emit('frame', frame('three', 'four'));
    socket.emit('frame', frame('two', 'five'));
  });
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const address = httpServer.address();
  const board = openBoard(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, 'one');
  await expect.poll(() => handshakes).toEqual([{ cursor: 'one' }, { cursor: 'two' }]);
  board.client.close();
  fakeServer.disconnectSockets(true);
  await fakeServer.close();
});

test('a red event sent by name after a later frame is still shown', async () => {
  const handshakes: unknown[] = [];
  const red = eventWith({ title: 'Confidential', tlp: 'red' });
  const httpServer = createServer();
  const fakeServer = new Server(httpServer, { transports: ['websocket'] });
  fakeServer.on('connection', (socket) => {
    handshakes.push(socket.handshake.auth);
    if (handshakes.length > 1) return;
    socket.emit('frame', { epoch: 'e', prev: 'one', cursor: 'two', items: [] });
    socket.emit('frame', { epoch: 'e', prev: 'one', cursor: 'one', items: [{ op: 'upsert', event: red }] });
  });
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const address = httpServer.address();
  const board = openBoard(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, 'one');
  await expect.poll(board.titles).toEqual(['Confidential']);
  await expect.poll(() => handshakes).toEqual([{ cursor: 'one' }, { cursor: 'two' }]);
  board.client.close();
  fakeServer.disconnectSockets(true);
  await fakeServer.close();
});
