import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { DefaultEventsMap, Socket } from 'socket.io';
import type { Principal } from '@/db/model/access/principal';
import type { ClientToServer, FeedItem, ResetReason, ServerToClient } from '@/db/model/journal/live';
import type { Logger } from '../log';
import type { LiveMetrics } from '../metrics';
import type { Services } from '../services';
import type { Delivered, Member } from './audience-rooms';
import { backlogLimit, watchBacklog } from './backlog';
import { refetchItem } from './bulk-items';
import { type Audience, audienceOf } from './cursor';
import { disconnect } from './disconnect';
import type { Hub } from './hub';
import { rangeSize } from './journal-ranges';
import type { Follower, Replay } from './replay';

/** Where delivery starts, or why it cannot. */
export type Start = Delivered | { reset: ResetReason };

/** The result of a handshake: where delivery starts, a lookup of the current principal, and the audience of the start. */
export type SocketData = { start?: Start; who?(): Promise<Principal | null>; audience?: Audience };

export type LiveSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;

export function personRoom(id: string): string {
  return `person ${id}`;
}

export type Viewer = {
  /** Delivers the changes after `from`, then joins the common stream. */
  follow(from: Delivered): void;
  leave(): void;
  /** The size of the send buffer (characters and bytes). */
  backlog(): number;
};

/** One connection: it catches up from its cursor, joins the common stream, and leaves it when it lags. */
export function createViewer(
  {
    epoch,
    hub,
    replay,
    log,
    metrics,
    stalledMillis,
  }: Services & { hub: Hub; replay: Replay; log: Logger; metrics: LiveMetrics; stalledMillis: number },
  socket: LiveSocket,
  /** The principal at the start, and a lookup of the current one: null when the session or key is no longer valid. */
  { first, find }: { first: Principal; find(): Promise<Principal | null> },
): Viewer {
  let principal = first;
  const who = () => principal;
  const { id, role } = principal;
  const audience = audienceOf(principal);
  const backlog = watchBacklog(socket, stalledMillis);
  let hasLostRights = false;
  const member: Member = { audience, who, refresh, inspect };
  const follower: Follower = {
    id: socket.id,
    audience,
    who,
    async canReceive() {
      if (socket.connected) await refresh();
      return socket.connected && !resetIfRightsChanged();
    },
  };

  /**
   * Sends what follows `from` and joins the common stream. A viewer that is owed a `refetch` joins with the next round:
   * the cursor of the common stream says nothing of what one viewer is owed.
   */
  async function catchUp(from: Delivered): Promise<void> {
    const since = hub.round();
    let delivered = from;
    let isOwed = await replay.isOwed(follower, from);
    let isGreeted = false;
    let hasJoined = false;
    const mayJoin = () => !isOwed || hub.isRefetchOpen(since);
    const waits = () => hub.position().seq - delivered.position.seq;

    async function join(): Promise<void> {
      if (!(await follower.canReceive())) return;
      while (socket.connected && hub.position().seq < delivered.position.seq) await hub.advance();
      let read: Awaited<ReturnType<Replay['read']>> = { delivered, items: [], isOwed };
      const items: FeedItem[] = [];
      // Up to the position of the common stream and no further: the rest arrives with the stream.
      while (read.delivered.position.seq < hub.position().seq) {
        read = await replay.read(follower, read.delivered, hub.position().seq);
        isOwed ||= read.isOwed;
        items.push(...read.items);
      }
      if (!(await follower.canReceive()) || !mayJoin()) return;
      if (isOwed) items.push(refetchItem);
      const cursor = hub.cursorOf(audience);
      socket.emit('frame', { epoch, prev: delivered.cursor, cursor, items });
      metrics.sent('catch-up', items.length, 1);
      void socket.join([hub.enter(member), personRoom(who().id)]);
      hasJoined = true;
      // Hundreds of viewers may enter one after the other.
      await yieldToEventLoop();
    }

    while (!hasJoined) {
      if (!(await waitUntilDrained()) || !(await follower.canReceive())) return;
      if (waits() > (mayJoin() ? rangeSize : 0)) {
        const sent = await replay.send(follower, delivered, hub.position().seq);
        isOwed ||= sent.isOwed;
        delivered = sent.delivered;
      } else if (mayJoin()) {
        await hub.runExclusive(join);
      } else {
        // The first frame tells the viewer that it is live.
        const { cursor } = delivered;
        if (!isGreeted) socket.emit('frame', { epoch, prev: cursor, cursor, items: [] });
        isGreeted = true;
        await hub.nextChange();
      }
    }
  }

  function follow(from: Delivered): void {
    replay
      .runCatchUp(() => catchUp(from))
      .catch((error: unknown) => {
        log.error({ err: error }, 'A viewer could not catch up');
        disconnect(socket);
      });
  }

  /** Returns false if the viewer is gone, or has stalled and is dropped. */
  async function waitUntilDrained(): Promise<boolean> {
    if (await backlog.drained()) return true;
    if (socket.connected) {
      log.info('A viewer stalled and is disconnected');
      metrics.dropped();
      socket.request.socket.destroy();
    }
    return false;
  }

  async function refresh(): Promise<void> {
    const now = await find();
    // The role decides which controls the page offers, so a viewer with another role must load the page again.
    if (now && now.id === id && now.role === role && audienceOf(now) === audience) principal = now;
    // Never taken back, because an earlier lookup may end after a later one.
    else hasLostRights = true;
  }

  /** Resets the viewer if its rights had changed at the last lookup, and returns whether it did. */
  function resetIfRightsChanged(): boolean {
    if (hasLostRights) reset(socket, 'rights', metrics);
    return hasLostRights;
  }

  function leave(): void {
    const room = hub.leave(member);
    if (room === undefined) return;
    void socket.leave(room);
    void socket.leave(personRoom(who().id));
  }

  function inspect(delivered: Delivered): void {
    const isLagging = !resetIfRightsChanged() && backlog.size() > backlogLimit;
    if (socket.connected && !isLagging) return;
    leave();
    if (!isLagging) return;
    metrics.lagged();
    follow(delivered);
  }

  return { follow, leave, backlog: backlog.size };
}

/** Tells a viewer to fetch the board again, then disconnects it. */
export function reset(socket: LiveSocket, reason: ResetReason, metrics: LiveMetrics): void {
  metrics.reset(reason);
  socket.emit('reset', { reason });
  disconnect(socket);
}
