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
  /** All frames in the order of arrival. */
  frames: Frame[];
  ready(): Promise<Ready>;
  /** Resolves once the condition is true. */
  until(condition: (viewer: Viewer) => boolean): Promise<void>;
  /** Resolves with the error with which the server refused or disconnected the viewer. */
  refused(): Promise<{ message: string; paths: string[] }>;
  wasReset(): Promise<Reset>;
  /** Resolves with the notice that the server sends before it stops. */
  closing(): Promise<Closing>;
  gone(): Promise<void>;
  items(): FeedItem[];
  /** Titles of the received events, in order. */
  titles(): string[];
  /** The cursor to continue from. */
  cursor(): string;
  /** Everything received on the socket, as text. */
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

/** A client of the feed that checks that each frame follows the one before. */
export function openViewer(
  url: string,
  { cursor: startCursor, auth, origin = url, headers }: Options = {},
): Viewer {
  const socket: Viewer['socket'] = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: auth ?? (startCursor === undefined ? {} : { cursor: startCursor }),
    extraHeaders: { ...(origin === null ? {} : { Origin: origin }), ...headers },
  });
  const frames: Frame[] = [];
  const bytes: string[] = [];
  let ready: Ready | undefined;
  let cursor = startCursor ?? '';
  let refusal: { message: string; paths: string[] } | undefined;
  let reset: Reset | undefined;
  let closing: Closing | undefined;
  let isGone = false;
  let gaps = 0;
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };

  socket.io.on('open', () => {
    socket.io.engine.on('packet', ({ data }) => bytes.push(String(data)));
  });
  socket.on('ready', (given) => {
    ready = given;
    cursor = given.cursor;
    notify();
  });
  socket.on('frame', (frame) => {
    if (frame.prev !== cursor) gaps += 1;
    cursor = frame.cursor;
    frames.push(frame);
    notify();
  });
  socket.on('reset', (given) => {
    reset = given;
    notify();
  });
  socket.on('closing', (given) => {
    closing = given;
    notify();
  });
  socket.on('connect_error', (error) => {
    refusal = { message: describe(error), paths: pathsOf(error) };
    notify();
  });
  socket.on('disconnect', () => {
    isGone = true;
    notify();
  });

  function waitFor<T>(read: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const value = read();
        if (value === undefined) return;
        listeners.delete(check);
        resolve(value);
      };
      listeners.add(check);
      check();
    });
  }

  const viewer: Viewer = {
    frames,
    socket,
    ready: () => waitFor(() => ready),
    async until(condition) {
      await waitFor(() => (condition(viewer) ? true : undefined));
      expect(gaps, 'Every frame follows the one before').toBe(0);
    },
    refused: () => waitFor(() => refusal),
    wasReset: () => waitFor(() => reset),
    closing: () => waitFor(() => closing),
    gone: () => waitFor(() => (isGone ? null : undefined)).then(() => {}),
    items: () => frames.flatMap(({ items }) => items),
    titles: () => viewer.items().flatMap((item) => (item.op === 'upsert' ? [item.event.title] : [])),
    cursor: () => cursor,
    bytes: () => bytes.join('\n'),
    close: () => socket.disconnect(),
  };
  return viewer;
}

/** The response to a refused upgrade is nested in the transport's error. */
function describe(error: Error): string {
  return 'description' in error ? `${error.message} ${String(error.description)}` : error.message;
}

function pathsOf(error: Error): string[] {
  const found = JSON.stringify('data' in error ? error.data : null)?.matchAll(/"path":"([^"]*)"/g) ?? [];
  return [...found].map(([, path]) => path ?? '');
}
