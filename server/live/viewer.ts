import type { DefaultEventsMap, Socket } from 'socket.io';
import type { ClientToServer, Frame, ResetReason, ServerToClient } from '@/db/model/live';
import type { Principal } from '@/db/model/principal';
import type { Position } from '@/db/store';
import type { Logger } from '../log';
import type { LiveMetrics } from '../metrics';
import type { Services } from '../services';
import { backlogLimit, watchBacklog } from './backlog';
import { type Audience, audienceOf, sealFreshCursor } from './cursor';
import { readRange } from './feed';
import type { Hub, Member } from './hub';

/** Where delivery starts, or why it cannot. */
export type Start = { position: Position; cursor: string } | { reset: ResetReason };

export type LiveSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, { start?: Start }>;

/** How many changes are read for a viewer at a time while he catches up. */
const rangeLimit = 50;

export function audienceRoom(audience: Audience): string {
  return `audience ${audience}`;
}

export function personRoom(id: string): string {
  return `person ${id}`;
}

export type Viewer = {
  /** Delivers what came after `from`, then goes live. */
  follow(from: Position, cursor: string): Promise<void>;
  /** Takes him out of the common stream where he lags or his rights have changed. */
  inspect(): void;
  leave(): void;
};

/** One connection: from its cursor through the journal into the common stream, and out of it when it lags. */
export function createViewer(
  { store, seal, hub, log, metrics }: Services & { hub: Hub; log: Logger; metrics: LiveMetrics },
  socket: LiveSocket,
  who: () => Principal,
): Viewer {
  const { epoch } = store;
  const audience = audienceOf(who());
  const member: Member = { audience, who };
  const backlog = watchBacklog(socket);

  async function follow(from: Position, cursor: string): Promise<void> {
    let position = from;
    let held = cursor;
    const give = (items: Frame['items'], next: string) => {
      socket.emit('frame', { epoch, prev: held, cursor: next, items });
      held = next;
      metrics.sent('catch-up', items.length, 1);
    };
    /** Up to where the common stream is, and no further: the rest comes with it. */
    const readOn = async () => {
      const limit = Math.min(rangeLimit, hub.position().seq - position.seq);
      const { to, items } = await readRange(store, who(), position.seq, limit);
      position = to;
      return items;
    };

    while (hub.position().seq - position.seq > rangeLimit) {
      if (!(await isReady())) return;
      const items = await readOn();
      if (hasLostRights()) return;
      if (items.length > 0) give(items, sealFreshCursor(seal, { ...position, epoch, audience }));
    }
    if (!(await isReady())) return;
    await hub.hold(async () => {
      while (hub.position().seq < position.seq) await hub.advance();
      const items: Frame['items'] = [];
      while (position.seq < hub.position().seq) items.push(...(await readOn()));
      if (!socket.connected || hasLostRights()) return;
      give(items, hub.cursorOf(audience));
      enter();
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
    if (audienceOf(who()) === audience) return false;
    reset(socket, 'rights', metrics);
    return true;
  }

  function enter(): void {
    hub.enter(member);
    void socket.join([audienceRoom(audience), personRoom(who().id)]);
  }

  function leave(): void {
    hub.leave(member);
    void socket.leave(audienceRoom(audience));
    void socket.leave(personRoom(who().id));
  }

  return {
    follow,
    leave,
    inspect() {
      if (!hub.has(member) || hasLostRights() || backlog.size() <= backlogLimit) return;
      metrics.lagged();
      const cursor = hub.cursorOf(audience);
      leave();
      follow(hub.position(), cursor).catch((error: unknown) => {
        log.error({ err: error }, 'A viewer that lagged could not catch up');
        socket.disconnect(true);
      });
    },
  };
}

/** Tells a viewer to fetch the board anew, and lets him go. */
export function reset(socket: LiveSocket, reason: ResetReason, metrics: LiveMetrics): void {
  metrics.reset(reason);
  socket.emit('reset', { reason });
  socket.disconnect(true);
}
