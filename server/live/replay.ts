import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Principal } from '@/db/model/access/principal';
import type { FeedItem, Frame } from '@/db/model/journal/live';
import type { Services } from '../services';
import type { Audience } from './cursor';
import { createJournalRanges, type JournalRange } from './journal-ranges';
import { eventIds, isNamed, judgeByName } from './judge';
import type { SentUpTo } from './parts';

/** One who catches up. */
export type Follower = {
  /** Of his connection. */
  id: string;
  audience: Audience;
  who(): Principal;
  /** False where he is gone or has lost his rights; asked in the breath in which he is sent something. */
  mayHear(): boolean;
};

export type Replay = {
  /** Runs a catching up; while there is none, nothing is kept. */
  during(task: () => Promise<void>): Promise<void>;
  /**
   * Sends the next range after `sentUpTo`, up to `until` at most, in one frame with all who ask for the same
   * in this moment; answers what he then holds.
   */
  send(follower: Follower, sentUpTo: SentUpTo, until: number): Promise<SentUpTo>;
  /** The same range for him alone, to be sent by the caller. */
  read(
    follower: Follower,
    sentUpTo: SentUpTo,
    until: number,
  ): Promise<{ sentUpTo: SentUpTo; items: FeedItem[] }>;
  close(): void;
};

type Asking = { follower: Follower; resolve(sentUpTo: SentUpTo): void; reject(error: unknown): void };
type Group = { audience: Audience; sentUpTo: SentUpTo; until: number; asking: Asking[] };

/** As many as the common stream sends to in one go. */
const groupLimit = 250;

/** Brings viewers from their cursors to the present: those who want the same get it in the same frame. */
export function createReplay({
  store,
  seal,
  toAll,
}: Services & {
  /** Sends a frame to these connections. */
  toAll(ids: readonly string[], frame: Frame): void;
}): Replay {
  const { epoch } = store;
  const ranges = createJournalRanges({ store, seal });
  const groups = new Map<string, Group>();
  let following = 0;
  let isSending = false;

  function send(follower: Follower, sentUpTo: SentUpTo, until: number): Promise<SentUpTo> {
    const key = `${follower.audience} ${sentUpTo.position.seq} ${sentUpTo.cursor}`;
    const group = groups.get(key) ?? { audience: follower.audience, sentUpTo, until, asking: [] };
    groups.set(key, group);
    const sent = new Promise<SentUpTo>((resolve, reject) => group.asking.push({ follower, resolve, reject }));
    if (!isSending) void sendAll();
    return sent;
  }

  async function sendAll(): Promise<void> {
    isSending = true;
    while (groups.size > 0) {
      await yieldToEventLoop();
      for (const [key, group] of [...groups]) {
        const asking = group.asking.splice(0, groupLimit);
        if (group.asking.length === 0) groups.delete(key);
        await sendTo(group, asking).catch((error: unknown) => {
          for (const { reject } of asking) reject(error);
        });
        await yieldToEventLoop();
      }
    }
    isSending = false;
  }

  async function sendTo({ audience, sentUpTo, until }: Group, asking: readonly Asking[]): Promise<void> {
    const range = await ranges.read(audience, sentUpTo.position.seq, until);
    const prev = sentUpTo.cursor;
    const own = new Map<Asking, FeedItem[]>();
    for (const one of asking) own.set(one, await byName(one.follower.who(), range));
    const there = asking.filter(({ follower }) => follower.mayHear());
    for (const one of there) {
      const items = own.get(one) ?? [];
      if (items.length > 0) toAll([one.follower.id], { epoch, prev, cursor: prev, items });
    }
    const { cursor, items } = range;
    const ids = there.map(({ follower }) => follower.id);
    if (items.length > 0 && ids.length > 0) toAll(ids, { epoch, prev, cursor, items });
    for (const { resolve } of asking)
      resolve({ position: range.to, cursor: items.length > 0 ? cursor : prev });
  }

  /** His own red records of a range: never kept, never anyone else's. */
  async function byName(who: Principal, { red }: JournalRange): Promise<FeedItem[]> {
    const named = red.filter((record) => isNamed(who, record));
    if (named.length === 0) return [];
    const events = await store.getEvents(who, eventIds(named));
    return judgeByName(who, named, new Map(events.map((event) => [event.id, event])));
  }

  return {
    async during(task) {
      following += 1;
      try {
        await task();
      } finally {
        following -= 1;
        if (following === 0) ranges.clear();
      }
    },
    send,
    async read({ audience, who }, { position, cursor }, until) {
      const range = await ranges.read(audience, position.seq, until);
      const own = await byName(who(), range);
      return { sentUpTo: { position: range.to, cursor }, items: [...own, ...range.items] };
    },
    close: ranges.close,
  };
}
