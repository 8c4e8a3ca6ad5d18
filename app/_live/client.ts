import { io, type Socket } from 'socket.io-client';
import {
  type ClientToServer,
  type FeedItem,
  type Frame,
  type Handshake,
  type ResetReason,
  type ServerToClient,
  silenceMillis,
} from '@/db/model/journal/live';
import { hasErrorAt, problemKindOf } from '../_api/problem-kind';
import { SessionEnded } from '../_session/session-end';

/**
 * The connection's state. `since` is when the board became live or lost the connection; `asOf` is when the data was
 * last known to be current. Both are in milliseconds of this machine's clock. `isRestarting`: the server announced a
 * shutdown before the connection was lost.
 */
export type LiveStatus = {
  status: 'connecting' | 'live' | 'reconnecting' | 'stale';
  since: number;
  asOf: number;
  isRestarting: boolean;
};

type LiveClientDeps = {
  /** Delivery starts after this cursor. */
  cursor: string;
  onItems(items: readonly FeedItem[]): void;
  onStatus(status: LiveStatus): void;
  /** The server's clock in milliseconds, on each connection. */
  onServerTime?(millis: number): void;
  /** Fetches the board again and returns its cursor. @throws SessionEnded if the user is no longer signed in */
  refetch(): Promise<string>;
  /** The server does not accept the session. The client stops reconnecting. */
  onSignedOut?(): void;
  /** The user's rights have changed. */
  onRights?(): void;
  /** The server's address, if it differs from the page's. */
  url?: string;
  extraHeaders?: Record<string, string>;
};

export type LiveClient = {
  /** The network may be back, or the page is visible again: reconnects soon. */
  wake(): void;
  /** The browser reports that the network is gone. */
  goOffline(): void;
  close(): void;
};

/** A board without a connection for this long is stale. */
const staleMillis = 30_000;
/** Upper bounds of random delays: all viewers lose a server at once and must not reconnect at once. */
const firstDelayMillis = 1_000;
const maxDelayMillis = 5_000;
/** A client told of the shutdown starts with the delay of this many failures: 1 to 3 s, as long as a restart takes. */
const failuresOnClosing = 2;
/** Random delay, since a network comes back for a whole office at once. */
const wakeMillis = 500;

/**
 * The client of the live feed. It reconnects with its own cursor after any failure: a lost connection, a frame that
 * does not follow the one before, or silence.
 */
export function connectLive(deps: LiveClientDeps): LiveClient {
  const socket: Socket<ServerToClient, ClientToServer> = io(deps.url ?? '', {
    transports: ['websocket'],
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    timeout: 10_000,
    extraHeaders: deps.extraHeaders,
    auth: (give) => give({ cursor } satisfies Handshake),
  });
  const started = Date.now();
  let { cursor } = deps;
  let phase: 'open' | 'waiting' | 'fetching' | 'closed' = 'open';
  let status: LiveStatus['status'] = 'connecting';
  let lostAt = started;
  let heardAt = started;
  let heardMark = performance.now();
  let retryMark = 0;
  let failures = 0;
  let isRestarting = false;
  let isRejudged = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let staleness: ReturnType<typeof setTimeout> | undefined;

  const setStatus = (next: LiveStatus['status']) => {
    if (next === 'live' && status !== 'live') lostAt = Date.now();
    if (next === 'live') isRestarting = false;
    status = next;
    deps.onStatus({ status, since: lostAt, asOf: heardAt, isRestarting });
  };
  const restartStaleTimer = () => {
    clearTimeout(staleness);
    staleness = setTimeout(() => setStatus('stale'), staleMillis);
  };
  const restartSilenceTimer = () => {
    clearTimeout(silence);
    silence = setTimeout(reconnect, silenceMillis);
  };
  const recordActivity = () => {
    heardAt = Date.now();
    heardMark = performance.now();
    restartSilenceTimer();
  };
  const open = () => {
    clearTimeout(retry);
    phase = 'open';
    restartSilenceTimer();
    socket.connect();
  };
  const retryLater = (attempt: () => void) => {
    retryWithin(Math.min(maxDelayMillis, firstDelayMillis * 2 ** failures), attempt);
    failures = Math.min(failures + 1, 10);
  };
  const retryWithin = (millis: number, attempt: () => void) => {
    const delay = millis * Math.random();
    retryMark = performance.now() + delay;
    clearTimeout(retry);
    retry = setTimeout(attempt, delay);
  };
  const disconnect = (next: typeof phase) => {
    phase = next;
    clearTimeout(silence);
    socket.disconnect();
    if (status !== 'live' || next === 'closed') return;
    lostAt = Date.now();
    setStatus('reconnecting');
    restartStaleTimer();
  };
  function reconnect() {
    if (phase !== 'open') return;
    disconnect('waiting');
    retryLater(open);
  }
  const handleClosing = () => {
    if (phase !== 'open') return;
    isRestarting = true;
    failures = Math.max(failures, failuresOnClosing);
    reconnect();
  };
  const endSession = () => {
    if (phase === 'closed') return;
    disconnect('closed');
    clearTimeout(retry);
    deps.onSignedOut?.();
  };
  const reset = (reason?: ResetReason) => {
    if (phase !== 'open') return;
    isRejudged = reason === 'rights';
    disconnect('fetching');
    // Restoring a backup resets all viewers at once.
    retryWithin(firstDelayMillis, refetch);
  };
  const refetch = () => {
    phase = 'fetching';
    clearTimeout(retry);
    deps.refetch().then(
      (fresh) => {
        if (phase !== 'fetching') return;
        if (isRejudged) deps.onRights?.();
        isRejudged = false;
        cursor = fresh;
        phase = 'waiting';
        if (failures === 0) open();
        else retryLater(open);
        failures += 1;
      },
      (error: unknown) => {
        if (phase !== 'fetching') return;
        if (error instanceof SessionEnded) return endSession();
        setStatus('stale');
        retryLater(refetch);
      },
    );
  };
  const receive = (frame: Frame) => {
    if (phase !== 'open') return;
    if (frame.prev !== cursor) {
      // Frames for named recipients are outside the cursor chain: no cursor would deliver them again, and versions
      // decide whether they apply.
      if (frame.prev === frame.cursor) deps.onItems(frame.items);
      return reconnect();
    }
    cursor = frame.cursor;
    failures = 0;
    recordActivity();
    if (frame.items.length > 0) deps.onItems(frame.items);
    clearTimeout(staleness);
    // Not with every frame, since each status update re-renders its subscribers.
    if (status !== 'live') setStatus('live');
  };

  socket.on('ready', (ready) => {
    cursor = ready.cursor;
    deps.onServerTime?.(Date.parse(ready.serverTime));
    recordActivity();
  });
  socket.on('frame', receive);
  socket.on('reset', ({ reason }) => reset(reason));
  socket.on('closing', handleClosing);
  socket.on('disconnect', reconnect);
  socket.on('connect_error', (error) => {
    if (isCursorRefused(error)) reset();
    else if (isUnauthenticated(error)) endSession();
    else reconnect();
  });

  restartStaleTimer();
  open();
  return {
    wake() {
      // One clock stops while the machine sleeps, and the other can be set back.
      const silent = Math.max(Date.now() - heardAt, performance.now() - heardMark);
      if (phase === 'open' && status === 'live' && silent > silenceMillis) reconnect();
      if (phase === 'waiting' && retryMark - performance.now() > wakeMillis) retryWithin(wakeMillis, open);
    },
    goOffline: reconnect,
    close() {
      disconnect('closed');
      for (const timer of [retry, silence, staleness]) clearTimeout(timer);
      socket.removeAllListeners();
    },
  };
}

/** What a refused handshake tells is a problem of the API. */
function problemIn(error: Error): unknown {
  return 'data' in error ? error.data : null;
}

function isCursorRefused(error: Error): boolean {
  return hasErrorAt(problemIn(error), 'auth.cursor');
}

function isUnauthenticated(error: Error): boolean {
  return problemKindOf(problemIn(error)) === 'unauthenticated';
}
