import { setTimeout as pause } from 'node:timers/promises';
import { type Principal, systemPrincipal } from '@/db/model/access/principal';
import { type FeedItem, heartbeatMillis, type ResetReason } from '@/db/model/journal/live';
import type { JournalRecord, Position } from '@/db/store';
import type { Logger } from '../log';
import type { LiveMetrics } from '../metrics';
import { createMutex } from '../semaphore';
import type { Services } from '../services';
import { createAudienceRooms, type Member } from './audience-rooms';
import { leaveOutBulk, type RangeItems, refetchItem } from './bulk-items';
import { type Audience, audienceOf } from './cursor';
import {
  audiencePrincipal,
  eventIds,
  feedItemsFor,
  isNamedRecipient,
  isSentByName,
  redItemsFor,
} from './feed-items';
import { createRefetchRounds } from './refetch-rounds';
import { createStreams, type FrameSender, pollMillis } from './streams';

export type HubSender = FrameSender & {
  /** Resets every viewer: their cursors belong to a history that no longer exists. */
  reset(reason: ResetReason): void;
};

export type Hub = {
  start(): Promise<void>;
  /** The position up to which everything has been sent to the members. */
  position(): Position;
  /** The cursor of the last frame of this audience, which is `prev` of the next one. */
  cursorOf(audience: Audience): string;
  /** The number of the current round of `refetch`. */
  round(): number;
  /** May a viewer that has been waiting since this round be sent `refetch` now? */
  isRefetchOpen(since: number): boolean;
  /** Resolves after the next range or tick, so that a viewer that waits can look again. */
  nextChange(): Promise<void>;
  /** Returns the name of the room that the member joins. Call it inside `runExclusive`. */
  enter(member: Member): string;
  /** Returns the name of the room that the member leaves, if it was in one. */
  leave(member: Member): string | undefined;
  has(member: Member): boolean;
  /** Did the last attempt to read the journal fail? */
  isFailing(): boolean;
  /** The number of members. */
  size(): number;
  /** Runs a task while nothing is sent, so that a viewer can enter at an exact position. */
  runExclusive<T>(task: () => Promise<T>): Promise<T>;
  /** Sends the next range of the journal. Call it inside `runExclusive`. */
  advance(): Promise<void>;
  close(): Promise<void>;
};

/** The maximum number of changes in one frame. A frame of twenty events costs as much as a frame of one. */
const rangeLimit = 200;
/** After a send that took n ms the hub rests for 2n ms, so that bursts are batched and the event loop stays free. */
const restFactor = 2;
const maxRestMillis = 200;

/**
 * Tails the journal and sends each audience one frame of what its viewers may see, room by room so that the event loop
 * stays free. Commits of this process wake it; a slow poll finds the rest.
 */
export function createHub({
  store,
  seal,
  epoch,
  log,
  metrics,
  sender,
  now = () => performance.now(),
}: Services & { log: Logger; metrics: LiveMetrics; sender: HubSender; now?: () => number }): Hub {
  const mutex = createMutex();
  const runExclusive = <T>(task: () => Promise<T>) => mutex('journal', task);
  const rooms = createAudienceRooms();
  const refetches = createRefetchRounds<Audience, Principal>(now);
  let at: Position = { seq: 0, chain: '' };
  const reached = () => ({ position: at, covered: refetches.coveredAt(at.seq) });
  const streams = createStreams({ seal, epoch, metrics, sender, rooms, reached });
  let commits = 0;
  let isScheduled = false;
  let isRunning = false;
  let isClosed = false;
  let isFailing = false;
  let isTicking = false;
  let poll: ReturnType<typeof setInterval> | undefined;
  let unsubscribe = () => {};
  const waiting: (() => void)[] = [];

  async function advance(): Promise<void> {
    const chain = await store.chainAt(systemPrincipal, at.seq);
    if (chain !== at.chain) return resetAll(chain === null ? 'ahead' : 'chain');
    const { to, records, oldest } = await store.readJournal(systemPrincipal, at.seq, rangeLimit);
    if (oldest !== null && (await send(records, to))) metrics.delayed(Date.now() - oldest);
  }

  /** For a journal that was replaced under the running program, for example by a backup copied over the database. */
  async function resetAll(reason: ResetReason): Promise<void> {
    log.error({ seq: at.seq }, 'The journal was replaced: every viewer is reset');
    at = await store.head(systemPrincipal);
    streams.clear();
    refetches.clear();
    sender.reset(reason);
  }

  /** Returns whether anything was sent. */
  async function send(records: readonly JournalRecord[], to: Position): Promise<boolean> {
    const before = reached();
    const byName: [Principal, FeedItem[]][] = [];
    const owed = { audiences: new Set<Audience>(), people: new Set<Principal>() };
    for (const person of peopleNamed(records)) {
      const events = await eventsOf(person, eventIds(records));
      const { items, isOwed } = leaveOutBulk(person, redItemsFor(person, records, events), records);
      byName.push([person, items]);
      if (isOwed) owed.people.add(person);
    }
    const common = new Map<Audience, () => Promise<FeedItem[]>>();
    for (const audience of rooms.audiences()) {
      const read = createItemReader(audiencePrincipal(audience), records);
      const { items, isOwed } = await read();
      if (items.length > 0) common.set(audience, async () => (await read()).items);
      if (isOwed) owed.audiences.add(audience);
    }
    for (const [person, items] of byName) await streams.sendByName(person, items);
    refetches.owe(at.seq, owed);
    at = to;
    isScheduled = true;
    for (const [audience, items] of common) await streams.sendCommon('common', audience, before, items);
    return common.size > 0 || byName.some(([, items]) => items.length > 0);
  }

  /**
   * Reads the items of a range, and reads them again after each commit. The last room may be sent to some 100 ms after
   * the first, and a record that got a stricter marking in between must not be sent as it was.
   */
  function createItemReader(viewer: Principal, records: readonly JournalRecord[]): () => Promise<RangeItems> {
    const ids = eventIds(records);
    let found: RangeItems = { items: [], isOwed: false };
    let readAt = -1;
    return async () => {
      if (readAt !== commits) {
        readAt = commits;
        found = leaveOutBulk(viewer, feedItemsFor(viewer, records, await eventsOf(viewer, ids)), records);
      }
      return found;
    };
  }

  /** Sends `refetch` to whom it is owed, if a round is due. What cannot be sent is owed until the next round. */
  async function sendRefetches(): Promise<void> {
    const before = reached();
    const owed = refetches.start();
    if (!owed) return;
    try {
      for (const person of owed.people.values()) {
        if (!owed.audiences.has(audienceOf(person))) await streams.sendByName(person, [refetchItem], before);
      }
      for (const audience of owed.audiences) {
        await streams.sendCommon('common', audience, before, async () => [refetchItem]);
      }
    } catch (error) {
      refetches.owe(before.covered, { audiences: owed.audiences, people: owed.people.values() });
      throw error;
    }
  }

  /**
   * Heartbeats depend on the clock alone, so that they reveal nothing about hidden changes. None are sent while the
   * journal cannot be read.
   */
  async function sendHeartbeats(): Promise<void> {
    if (isFailing) return;
    const due = performance.now() - heartbeatMillis;
    for (const audience of rooms.audiences()) {
      if (streams.sentAt(audience) <= due)
        await streams.sendCommon('heartbeat', audience, reached(), async () => []);
    }
  }

  function tick(): void {
    scheduleAdvance();
    if (isTicking || isClosed) return;
    isTicking = true;
    runExclusive(async () => {
      await streams.inspectAll();
      await sendRefetches();
      await sendHeartbeats();
    })
      .catch((error: unknown) => log.error({ err: error }, 'The viewers of the feed could not be checked'))
      .finally(() => {
        isTicking = false;
        announceChange();
      });
  }

  function announceChange(): void {
    for (const resolve of waiting.splice(0)) resolve();
  }

  function peopleNamed(records: readonly JournalRecord[]): Principal[] {
    const byName = records.filter(isSentByName);
    if (byName.length === 0) return [];
    const people = new Map(rooms.everyone().map((member) => [member.who().id, member.who()]));
    return [...people.values()].filter((person) => byName.some((record) => isNamedRecipient(person, record)));
  }

  async function eventsOf(who: Principal, ids: readonly string[]) {
    const events = await store.getEvents(who, ids);
    return new Map(events.map((event) => [event.id, event]));
  }

  function scheduleAdvance(): void {
    isScheduled = true;
    if (!isRunning && !isClosed) void run();
  }

  async function run(): Promise<void> {
    isRunning = true;
    while (isScheduled && !isClosed) {
      isScheduled = false;
      const started = performance.now();
      await runExclusive(advance).then(
        () => {
          isFailing = false;
          announceChange();
        },
        (error: unknown) => {
          if (!isFailing) log.error({ err: error }, 'The feed cannot read the journal');
          isFailing = true;
        },
      );
      await pause(Math.min(maxRestMillis, restFactor * (performance.now() - started)));
    }
    isRunning = false;
  }

  return {
    async start() {
      at = await store.head(systemPrincipal);
      unsubscribe = store.onCommit(() => {
        commits += 1;
        scheduleAdvance();
      });
      poll = setInterval(tick, pollMillis);
    },
    position: () => at,
    cursorOf: streams.cursorOf,
    round: refetches.current,
    isRefetchOpen: refetches.isOpenTo,
    nextChange: () => new Promise((resolve) => waiting.push(resolve)),
    enter: rooms.enter,
    leave: rooms.leave,
    has: rooms.has,
    isFailing: () => isFailing,
    size: () => rooms.everyone().length,
    runExclusive,
    advance,
    async close() {
      isClosed = true;
      unsubscribe();
      clearInterval(poll);
      announceChange();
      await runExclusive(async () => {});
    },
  };
}
