import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { DefaultEventsMap, Socket } from 'socket.io';
import type { Principal } from '@/db/model/access/principal';
import type { ClientToServer, FeedItem, ResetReason, ServerToClient } from '@/db/model/journal/live';
import type { Logger } from '../log';
import type { LiveMetrics } from '../metrics';
import type { Services } from '../services';
import { backlogLimit, watchBacklog } from './backlog';
import { type Audience, audienceOf } from './cursor';
import { disconnect } from './disconnect';
import type { Hub } from './hub';
import { rangeSize } from './journal-ranges';
import type { Member, SentUpTo } from './parts';
import type { Follower, Replay } from './replay';

/** Where delivery starts, or why it cannot. */
export type Start = SentUpTo | { reset: ResetReason };

/** What a handshake leaves: where delivery starts, who it is for, as of now, and whose frames the start belongs to. */
export type SocketData = { start?: Start; who?(): Principal | null; audience?: Audience };

export type LiveSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;

export function personRoom(id: string): string {
  return `person ${id}`;
}

export type Viewer = {
  /** Delivers what came after, then goes live. */
  follow(from: SentUpTo): void;
  leave(): void;
  /** What waits for him to read it (characters and bytes). */
  backlog(): number;
};

/** One connection: from its cursor through the journal into the common stream, and out of it when it lags. */
export function createViewer(
  {
    store,
    hub,
    replay,
    log,
    metrics,
    stalledMillis,
  }: Services & { hub: Hub; replay: Replay; log: Logger; metrics: LiveMetrics; stalledMillis: number },
  socket: LiveSocket,
  /** Who he is now, and how he is asked for from here on: null once nobody is known by this connection. */
  { first, find }: { first: Principal; find(): Principal | null },
): Viewer {
  const { epoch } = store;
  let known = first;
  const who = () => known;
  const { id, role } = known;
  const audience = audienceOf(known);
  const backlog = watchBacklog(socket, stalledMillis);
  const member: Member = { audience, who, inspect };
  const follower: Follower = {
    id: socket.id,
    audience,
    who,
    mayHear: () => socket.connected && !hasLostRights(),
  };

  async function catchUp(from: SentUpTo): Promise<void> {
    let sentUpTo = from;
    while (hub.position().seq - sentUpTo.position.seq > rangeSize) {
      if (!(await isReady()) || !follower.mayHear()) return;
      sentUpTo = await replay.send(follower, sentUpTo, hub.position().seq);
    }
    if (!(await isReady())) return;
    await hub.runExclusive(async () => {
      if (!follower.mayHear()) return;
      while (socket.connected && hub.position().seq < sentUpTo.position.seq) await hub.advance();
      const items: FeedItem[] = [];
      // Up to where the common stream is, and no further: the rest comes with it.
      while (sentUpTo.position.seq < hub.position().seq) {
        const read = await replay.read(follower, sentUpTo, hub.position().seq);
        sentUpTo = read.sentUpTo;
        items.push(...read.items);
      }
      if (!follower.mayHear()) return;
      const cursor = hub.cursorOf(audience);
      socket.emit('frame', { epoch, prev: sentUpTo.cursor, cursor, items });
      metrics.sent('catch-up', items.length, 1);
      void socket.join([hub.enter(member), personRoom(who().id)]);
      // Hundreds may enter one after the other.
      await yieldToEventLoop();
    });
  }

  function follow(from: SentUpTo): void {
    replay
      .during(() => catchUp(from))
      .catch((error: unknown) => {
        log.error({ err: error }, 'A viewer could not catch up');
        disconnect(socket);
      });
  }

  /** False where he is gone, or so stuck that he is dropped. */
  async function isReady(): Promise<boolean> {
    if (await backlog.drained()) return true;
    if (socket.connected) {
      log.info('A viewer read nothing for too long and is dropped');
      metrics.dropped();
      socket.request.socket.destroy();
    }
    return false;
  }

  function hasLostRights(): boolean {
    const now = find();
    // A role opens no record, but the page of one who has another offers what is now refused, or lacks what is allowed.
    if (now && now.id === id && now.role === role && audienceOf(now) === audience) {
      known = now;
      return false;
    }
    reset(socket, 'rights', metrics);
    return true;
  }

  function leave(): void {
    const room = hub.leave(member);
    if (room === undefined) return;
    void socket.leave(room);
    void socket.leave(personRoom(who().id));
  }

  function inspect(sentUpTo: SentUpTo): void {
    const isLagging = !hasLostRights() && backlog.size() > backlogLimit;
    if (socket.connected && !isLagging) return;
    leave();
    if (!isLagging) return;
    metrics.lagged();
    follow(sentUpTo);
  }

  return { follow, leave, backlog: backlog.size };
}

/** Tells a viewer to fetch the board anew, and lets him go. */
export function reset(socket: LiveSocket, reason: ResetReason, metrics: LiveMetrics): void {
  metrics.reset(reason);
  socket.emit('reset', { reason });
  disconnect(socket);
}
