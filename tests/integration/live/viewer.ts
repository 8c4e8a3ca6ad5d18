import { expect } from '@playwright/test';
import { io, type Socket } from 'socket.io-client';
import type {
  ClientToServer,
  Closing,
  FeedItem,
  Frame,
  Ready,
  Reset,
  ServerToClient,
} from '@/db/model/journal/live';

export type Viewer = {
  /** All frames, in the order in which they came. */
  frames: Frame[];
  ready(): Promise<Ready>;
  /** Resolves once what has come satisfies this. */
  until(isThere: (viewer: Viewer) => boolean): Promise<void>;
  /** Resolves with why the server let him go: the error of the handshake, or the reset. */
  refused(): Promise<{ message: string; paths: string[] }>;
  wasReset(): Promise<Reset>;
  /** Resolves with why the server goes away. */
  toldOfClosing(): Promise<Closing>;
  gone(): Promise<void>;
  items(): FeedItem[];
  /** Titles of the events that came, in order. */
  titles(): string[];
  /** Where he would go on from. */
  cursor(): string;
  /** Every byte that came over the socket. */
  bytes(): string;
  socket: Socket<ServerToClient, ClientToServer>;
  close(): void;
};

type Options = {
  cursor?: string;
  /** Replaces { cursor } in the handshake. */
  auth?: Record<string, unknown>;
  /** Null sends none. */
  origin?: string | null;
  headers?: Record<string, string>;
};

/** A viewer of the feed as a program would write one: it checks that each frame follows the one before. */
export function openViewer(url: string, { cursor, auth, origin = url, headers }: Options = {}): Viewer {
  const socket: Viewer['socket'] = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: auth ?? (cursor === undefined ? {} : { cursor }),
    extraHeaders: { ...(origin === null ? {} : { Origin: origin }), ...headers },
  });
  const frames: Frame[] = [];
  const bytes: string[] = [];
  let ready: Ready | undefined;
  let held = '';
  let refusal: { message: string; paths: string[] } | undefined;
  let reset: Reset | undefined;
  let closing: Closing | undefined;
  let isGone = false;
  let breaks = 0;
  const wakers = new Set<() => void>();
  const wake = () => {
    for (const waker of wakers) waker();
  };

  socket.io.on('open', () => {
    socket.io.engine.on('packet', ({ data }) => bytes.push(String(data)));
  });
  socket.on('ready', (given) => {
    ready = given;
    held = given.cursor;
    wake();
  });
  socket.on('frame', (frame) => {
    if (frame.prev !== held) breaks += 1;
    held = frame.cursor;
    frames.push(frame);
    wake();
  });
  socket.on('reset', (given) => {
    reset = given;
    wake();
  });
  socket.on('closing', (given) => {
    closing = given;
    wake();
  });
  socket.on('connect_error', (error) => {
    refusal = { message: describe(error), paths: pathsOf(error) };
    wake();
  });
  socket.on('disconnect', () => {
    isGone = true;
    wake();
  });

  function waitFor<T>(found: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const value = found();
        if (value === undefined) return;
        wakers.delete(look);
        resolve(value);
      };
      wakers.add(look);
      look();
    });
  }

  const viewer: Viewer = {
    frames,
    socket,
    ready: () => waitFor(() => ready),
    async until(isThere) {
      await waitFor(() => (isThere(viewer) ? true : undefined));
      expect(breaks, 'Every frame follows the one before').toBe(0);
    },
    refused: () => waitFor(() => refusal),
    wasReset: () => waitFor(() => reset),
    toldOfClosing: () => waitFor(() => closing),
    gone: () => waitFor(() => (isGone ? null : undefined)).then(() => {}),
    items: () => frames.flatMap(({ items }) => items),
    titles: () => viewer.items().flatMap((item) => (item.op === 'upsert' ? [item.event.title] : [])),
    cursor: () => held,
    bytes: () => bytes.join('\n'),
    close: () => socket.disconnect(),
  };
  return viewer;
}

/** A refused upgrade comes as a response to a request, deep in the transport's error. */
function describe(error: Error): string {
  return 'description' in error ? `${error.message} ${String(error.description)}` : error.message;
}

function pathsOf(error: Error): string[] {
  const found = JSON.stringify('data' in error ? error.data : null)?.matchAll(/"path":"([^"]*)"/g) ?? [];
  return [...found].map(([, path]) => path ?? '');
}
