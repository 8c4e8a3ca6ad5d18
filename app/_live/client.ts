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
import { SessionEnded } from '../_session/ended';

/**
 * Is the board live? `since` is when it became so, or when the connection was lost; `asOf` is when what is
 * shown was last known to be current, as of when the status was told. Both in milliseconds of this machine's
 * clock. `isRestarting`: the server said that it goes away, before the connection was lost.
 */
export type LiveStatus = {
  status: 'connecting' | 'live' | 'reconnecting' | 'stale';
  since: number;
  asOf: number;
  isRestarting: boolean;
};

type LiveClientDeps = {
  /** Delivery starts after it. */
  cursor: string;
  onItems(items: readonly FeedItem[]): void;
  onStatus(status: LiveStatus): void;
  /** The server's clock, each time that a connection is made. */
  onServerTime?(millis: number): void;
  /** Fetches the board anew and answers its cursor. @throws SessionEnded where nobody is signed in any more */
  refetch(): Promise<string>;
  /** The server knows nobody by this connection: it is not tried again. */
  onSignedOut?(): void;
  /** What this viewer may see or do has changed. */
  onRights?(): void;
  /** Where the server is, if not where the page came from. */
  url?: string;
  extraHeaders?: Record<string, string>;
};

export type LiveClient = {
  /** Something says that the network may be back, or the page is looked at again: try now. */
  wake(): void;
  /** Something says that the network is gone. */
  rest(): void;
  close(): void;
};

/** A board that has had no connection for this long is stale. */
const staleMillis = 30_000;
/** Each waits a random part of these: all viewers lose a server at once, and must not come back at once. */
const firstDelayMillis = 1_000;
const longestDelayMillis = 5_000;
/** Who was told that the server goes away waits as after so many failures: 1 to 3 s, as long as a restart takes. */
const failuresOnClosing = 2;
/** A network comes back for a whole office at once. */
const wakeMillis = 500;

/**
 * One viewer's end of the live feed. Without end it reconnects with its own cursor, whatever broke: the
 * connection, a frame that does not follow the one before, or silence.
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

  const say = (next: LiveStatus['status']) => {
    if (next === 'live' && status !== 'live') lostAt = Date.now();
    if (next === 'live') isRestarting = false;
    status = next;
    deps.onStatus({ status, since: lostAt, asOf: heardAt, isRestarting });
  };
  const awaitStaleness = () => {
    clearTimeout(staleness);
    staleness = setTimeout(() => say('stale'), staleMillis);
  };
  const awaitWord = () => {
    clearTimeout(silence);
    silence = setTimeout(lose, silenceMillis);
  };
  const heard = () => {
    heardAt = Date.now();
    heardMark = performance.now();
    awaitWord();
  };
  const open = () => {
    clearTimeout(retry);
    phase = 'open';
    awaitWord();
    socket.connect();
  };
  const retryLater = (attempt: () => void) => {
    retryWithin(Math.min(longestDelayMillis, firstDelayMillis * 2 ** failures), attempt);
    failures = Math.min(failures + 1, 10);
  };
  const retryWithin = (millis: number, attempt: () => void) => {
    const delay = millis * Math.random();
    retryMark = performance.now() + delay;
    clearTimeout(retry);
    retry = setTimeout(attempt, delay);
  };
  const hangUp = (next: typeof phase) => {
    phase = next;
    clearTimeout(silence);
    socket.disconnect();
    if (status !== 'live' || next === 'closed') return;
    lostAt = Date.now();
    say('reconnecting');
    awaitStaleness();
  };
  function lose() {
    if (phase !== 'open') return;
    hangUp('waiting');
    retryLater(open);
  }
  const standBy = () => {
    if (phase !== 'open') return;
    isRestarting = true;
    failures = Math.max(failures, failuresOnClosing);
    lose();
  };
  const end = () => {
    if (phase === 'closed') return;
    hangUp('closed');
    clearTimeout(retry);
    deps.onSignedOut?.();
  };
  const reset = (reason?: ResetReason) => {
    if (phase !== 'open') return;
    isRejudged = reason === 'rights';
    hangUp('fetching');
    // A store that was put back sends all viewers here at once.
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
        if (error instanceof SessionEnded) return end();
        say('stale');
        retryLater(refetch);
      },
    );
  };
  const take = (frame: Frame) => {
    if (phase !== 'open') return;
    if (frame.prev !== cursor) {
      // What comes by name stands beside the chain: no cursor would bring it again, and versions judge it.
      if (frame.prev === frame.cursor) deps.onItems(frame.items);
      return lose();
    }
    cursor = frame.cursor;
    failures = 0;
    heard();
    if (frame.items.length > 0) deps.onItems(frame.items);
    clearTimeout(staleness);
    // Not with each frame: whoever shows the status is drawn anew when it is told.
    if (status !== 'live') say('live');
  };

  socket.on('ready', (ready) => {
    cursor = ready.cursor;
    deps.onServerTime?.(Date.parse(ready.serverTime));
    heard();
  });
  socket.on('frame', take);
  socket.on('reset', ({ reason }) => reset(reason));
  socket.on('closing', standBy);
  socket.on('disconnect', lose);
  socket.on('connect_error', (error) => {
    if (isCursorRefused(error)) reset();
    else if (isNobody(error)) end();
    else lose();
  });

  awaitStaleness();
  open();
  return {
    wake() {
      // One clock stands still while the machine sleeps, and the other can be set back.
      const silent = Math.max(Date.now() - heardAt, performance.now() - heardMark);
      if (phase === 'open' && status === 'live' && silent > silenceMillis) lose();
      if (phase === 'waiting' && retryMark - performance.now() > wakeMillis) retryWithin(wakeMillis, open);
    },
    rest: lose,
    close() {
      hangUp('closed');
      for (const timer of [retry, silence, staleness]) clearTimeout(timer);
      socket.removeAllListeners();
    },
  };
}

/** The handshake's refusal names the field, as a problem of the API does. */
function isCursorRefused(error: Error): boolean {
  return 'data' in error && JSON.stringify(error.data)?.includes('"auth.cursor"') === true;
}

function isNobody(error: Error): boolean {
  return 'data' in error && JSON.stringify(error.data)?.includes('"code":"unauthenticated"') === true;
}
