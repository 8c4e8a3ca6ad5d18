import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Principal } from '@/db/model/access/principal';
import type { FeedItem, Frame } from '@/db/model/journal/live';
import type { Services } from '../services';
import type { Delivered } from './audience-rooms';
import { leaveOutBulk, type RangeItems } from './bulk-items';
import type { Audience } from './cursor';
import { eventIds, isNamedRecipient, redItemsFor } from './feed-items';
import { createJournalRanges, type JournalRange } from './journal-ranges';

/** A viewer that catches up. */
export type Follower = {
  /** Of the socket. */
  id: string;
  audience: Audience;
  who(): Principal;
  /** False if the viewer is gone or has lost its rights. Call it immediately before sending. */
  canReceive(): Promise<boolean>;
};

/** `isOwed`: upserts of bulk operations were left out, for which the viewer must be sent `refetch`. */
type Sent = { delivered: Delivered; isOwed: boolean };

export type Replay = {
  /** Runs a catch-up. The cache of ranges is cleared when the last one ends. */
  runCatchUp(task: () => Promise<void>): Promise<void>;
  /**
   * Sends the next range after `delivered`, up to `until` at most. Viewers that wait for the same range share one frame.
   * Returns what the viewer has been sent then.
   */
  send(follower: Follower, delivered: Delivered, until: number): Promise<Sent>;
  /** The same range for one viewer, to be sent by the caller. */
  read(follower: Follower, delivered: Delivered, until: number): Promise<Sent & { items: FeedItem[] }>;
  /** Is a viewer with this cursor still owed a `refetch`? */
  isOwed(follower: Follower, delivered: Delivered): Promise<boolean>;
  close(): void;
};

type Pending = { follower: Follower; resolve(sent: Sent): void; reject(error: unknown): void };
type Group = { audience: Audience; delivered: Delivered; until: number; pending: Pending[] };

/** As many as a room of the common stream has. */
const groupLimit = 250;

/** Sends viewers the changes since their cursors. Viewers that need the same range share one frame. */
export function createReplay({
  store,
  seal,
  epoch,
  sendTo,
}: Services & {
  /** Sends a frame to these connections. */
  sendTo(ids: readonly string[], frame: Frame): void;
}): Replay {
  const ranges = createJournalRanges({ store, seal, epoch });
  const groups = new Map<string, Group>();
  let running = 0;
  let isSending = false;

  function send(follower: Follower, delivered: Delivered, until: number): Promise<Sent> {
    const key = `${follower.audience} ${delivered.position.seq} ${delivered.cursor}`;
    const group = groups.get(key) ?? { audience: follower.audience, delivered, until, pending: [] };
    groups.set(key, group);
    const sent = new Promise<Sent>((resolve, reject) => group.pending.push({ follower, resolve, reject }));
    if (!isSending) void sendAll();
    return sent;
  }

  async function sendAll(): Promise<void> {
    isSending = true;
    while (groups.size > 0) {
      await yieldToEventLoop();
      for (const [key, group] of [...groups]) {
        const pending = group.pending.splice(0, groupLimit);
        if (group.pending.length === 0) groups.delete(key);
        await sendGroup(group, pending).catch((error: unknown) => {
          for (const { reject } of pending) reject(error);
        });
        await yieldToEventLoop();
      }
    }
    isSending = false;
  }

  async function sendGroup(
    { audience, delivered, until }: Group,
    pending: readonly Pending[],
  ): Promise<void> {
    const range = await ranges.read(audience, delivered.position.seq, until);
    const prev = delivered.cursor;
    const own = new Map<Pending, RangeItems>();
    for (const one of pending) own.set(one, await redItemsOf(one.follower.who(), range));
    const canReceive = await Promise.all(pending.map(({ follower }) => follower.canReceive()));
    const present = pending.filter((_, index) => canReceive[index]);
    for (const one of present) {
      const items = own.get(one)?.items ?? [];
      if (items.length > 0) sendTo([one.follower.id], { epoch, prev, cursor: prev, items });
    }
    const { items } = range;
    const covered = coveredAfter(delivered, range);
    const cursor = items.length > 0 ? range.cursorFor(covered) : prev;
    const ids = present.map(({ follower }) => follower.id);
    if (items.length > 0 && ids.length > 0) sendTo(ids, { epoch, prev, cursor, items });
    for (const one of pending) {
      const isOwed = range.isOwed || own.get(one)?.isOwed === true;
      one.resolve({ delivered: { position: range.to, cursor, covered }, isOwed });
    }
  }

  /** The red records of a range for one recipient. They are never cached. */
  async function redItemsOf(who: Principal, { byName }: JournalRange): Promise<RangeItems> {
    const named = byName.filter((record) => isNamedRecipient(who, record));
    if (named.length === 0) return { items: [], isOwed: false };
    const events = await store.getEvents(who, eventIds(named));
    const items = redItemsFor(who, named, new Map(events.map((event) => [event.id, event])));
    return leaveOutBulk(who, items, named);
  }

  return {
    async runCatchUp(task) {
      running += 1;
      try {
        await task();
      } finally {
        running -= 1;
        if (running === 0) ranges.clear();
      }
    },
    send,
    async read({ audience, who }, delivered, until) {
      const range = await ranges.read(audience, delivered.position.seq, until);
      const own = await redItemsOf(who(), range);
      return {
        delivered: { ...delivered, position: range.to, covered: coveredAfter(delivered, range) },
        isOwed: range.isOwed || own.isOwed,
        items: [...own.items, ...range.items],
      };
    },
    async isOwed({ audience, who }, { position, covered }) {
      for (let seq = covered; seq < position.seq; ) {
        const range = await ranges.read(audience, seq, position.seq);
        if (range.isOwed || (await redItemsOf(who(), range)).isOwed) return true;
        seq = range.to.seq;
      }
      return false;
    },
    close: ranges.close,
  };
}

/** The same for everyone who is sent the range, whether they may see the bulk operation or not. */
function coveredAfter({ position, covered }: Delivered, { to, hasBulk }: JournalRange): number {
  if (covered < position.seq) return covered;
  return hasBulk ? position.seq : to.seq;
}
