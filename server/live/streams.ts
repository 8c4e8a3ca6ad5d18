import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Principal } from '@/db/model/access/principal';
import type { FeedItem, Frame } from '@/db/model/journal/live';
import type { LiveMetrics } from '../metrics';
import type { createAudienceRooms, Delivered, Member } from './audience-rooms';
import { type Audience, sealFreshCursor } from './cursor';
import type { Seal } from './seal';

export type FrameSender = {
  toRoom(room: string, frame: Frame): void;
  /** Only to the person's connections that follow the common stream. */
  toPerson(id: string, frame: Frame): void;
};

/** How far all members have been sent. */
type Reached = Omit<Delivered, 'cursor'>;

type StreamsDeps = {
  seal: Seal;
  epoch: string;
  metrics: LiveMetrics;
  sender: FrameSender;
  rooms: ReturnType<typeof createAudienceRooms>;
  reached(): Reached;
};

/** Commits of other processes are not signalled, so the journal is polled. */
export const pollMillis = 250;

/** The common streams: the cursor of each audience, and sending to its members while they may receive and keep up. */
export function createStreams({ seal, epoch, metrics, sender, rooms, reached }: StreamsDeps) {
  const sent = new Map<Audience, { cursor: string; at: number }>();

  /** Sends red records to their recipients, before the common frame and in a frame that does not advance the cursor. */
  async function sendByName(person: Principal, items: FeedItem[], before = reached()): Promise<void> {
    if (items.length === 0) return;
    const receivers = new Map<Audience, number>();
    const members = rooms.everyone().filter((member) => member.who().id === person.id);
    await refreshAll(members);
    for (const member of members) {
      member.inspect({ ...before, cursor: cursorOf(member.audience) });
      if (rooms.has(member)) receivers.set(member.audience, (receivers.get(member.audience) ?? 0) + 1);
    }
    for (const [audience, count] of receivers) {
      const cursor = cursorOf(audience);
      sender.toPerson(person.id, { epoch, prev: cursor, cursor, items });
      metrics.sent('named', items.length, count);
    }
  }

  /**
   * Looks up the rights of the members of a room together with the items, then checks the members and sends without
   * yielding, so that both are of one moment.
   */
  async function sendCommon(
    kind: 'common' | 'heartbeat',
    audience: Audience,
    before: Reached,
    readItems: () => Promise<FeedItem[]>,
  ): Promise<void> {
    const prev = cursorOf(audience);
    const cursor = freshCursor(audience);
    let receivers = 0;
    let items: FeedItem[] = [];
    for (const { name, members } of rooms.of(audience)) {
      [items] = await Promise.all([readItems(), refreshAll(members)]);
      for (const member of members) member.inspect({ ...before, cursor: prev });
      receivers += members.size;
      sender.toRoom(name, { epoch, prev, cursor, items });
      await yieldToEventLoop();
    }
    metrics.sent(kind, items.length, receivers);
  }

  async function refreshAll(members: Iterable<Member>): Promise<void> {
    await Promise.all(Array.from(members, (member) => member.refresh()));
  }

  /** Checks the members of idle audiences for lag and lost rights; `sendCommon` checks those that it sends to. */
  async function inspectAll(): Promise<void> {
    for (const audience of rooms.audiences()) {
      if (sentAt(audience) > performance.now() - pollMillis) continue;
      const delivered = { ...reached(), cursor: cursorOf(audience) };
      for (const { members } of rooms.of(audience)) {
        await refreshAll(members);
        for (const member of members) member.inspect(delivered);
        await yieldToEventLoop();
      }
    }
  }

  function freshCursor(audience: Audience): string {
    const { position, covered } = reached();
    const cursor = sealFreshCursor(seal, { ...position, covered, epoch, audience });
    sent.set(audience, { cursor, at: performance.now() });
    return cursor;
  }

  function sentAt(audience: Audience): number {
    return sent.get(audience)?.at ?? Number.NEGATIVE_INFINITY;
  }

  function cursorOf(audience: Audience): string {
    return (rooms.of(audience).length > 0 && sent.get(audience)?.cursor) || freshCursor(audience);
  }

  return { cursorOf, sentAt, sendByName, sendCommon, inspectAll, clear: () => sent.clear() };
}
