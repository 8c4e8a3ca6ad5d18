import { setTimeout as pause, setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { type Principal, systemPrincipal } from '@/db/model/access/principal';
import { type FeedItem, type Frame, heartbeatMillis, type ResetReason } from '@/db/model/journal/live';
import type { JournalRecord, Position } from '@/db/store';
import type { Logger } from '../log';
import type { LiveMetrics } from '../metrics';
import { createMutex } from '../semaphore';
import type { Services } from '../services';
import { createAudienceRooms, type Member } from './audience-rooms';
import { type Audience, sealFreshCursor } from './cursor';
import {
  audiencePrincipal,
  eventIds,
  feedItemsFor,
  isNamedRecipient,
  isSentByName,
  redItemsFor,
} from './feed-items';

export type FrameSender = {
  toRoom(room: string, frame: Frame): void;
  /** Only to the person's connections that follow the common stream. */
  toPerson(id: string, frame: Frame): void;
  /** Resets every viewer: their cursors belong to a history that no longer exists. */
  reset(reason: ResetReason): void;
};

export type Hub = {
  start(): Promise<void>;
  /** The position up to which everything has been sent to the members. */
  position(): Position;
  /** The cursor of the last frame of this audience, which is `prev` of the next one. */
  cursorOf(audience: Audience): string;
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
/** Commits of other processes are not signalled, so the journal is polled. */
const pollMillis = 250;
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
}: Services & { log: Logger; metrics: LiveMetrics; sender: FrameSender }): Hub {
  const mutex = createMutex();
  const runExclusive = <T>(task: () => Promise<T>) => mutex('journal', task);
  const rooms = createAudienceRooms();
  const sent = new Map<Audience, { cursor: string; at: number }>();
  let at: Position = { seq: 0, chain: '' };
  let commits = 0;
  let isScheduled = false;
  let isRunning = false;
  let isClosed = false;
  let isFailing = false;
  let isTicking = false;
  let poll: ReturnType<typeof setInterval> | undefined;
  let unsubscribe = () => {};

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
    sent.clear();
    sender.reset(reason);
  }

  /** Returns whether anything was sent. */
  async function send(records: readonly JournalRecord[], to: Position): Promise<boolean> {
    const before = at;
    const byName: [Principal, FeedItem[]][] = [];
    for (const person of peopleNamed(records)) {
      const events = await eventsOf(person, eventIds(records));
      byName.push([person, redItemsFor(person, records, events)]);
    }
    const common = new Map<Audience, () => Promise<FeedItem[]>>();
    for (const audience of rooms.audiences()) {
      const items = createItemReader(audiencePrincipal(audience), records);
      if ((await items()).length > 0) common.set(audience, items);
    }
    for (const [person, items] of byName) await sendByName(person, items);
    at = to;
    isScheduled = true;
    for (const [audience, items] of common) await sendCommon('common', audience, before, items);
    return common.size > 0 || byName.some(([, items]) => items.length > 0);
  }

  /**
   * Reads the items of a range, and reads them again after each commit. The last room may be sent to some 100 ms after
   * the first, and a record that got a stricter marking in between must not be sent as it was.
   */
  function createItemReader(viewer: Principal, records: readonly JournalRecord[]): () => Promise<FeedItem[]> {
    const ids = eventIds(records);
    let items: FeedItem[] = [];
    let readAt = -1;
    return async () => {
      if (readAt !== commits) {
        readAt = commits;
        items = feedItemsFor(viewer, records, await eventsOf(viewer, ids));
      }
      return items;
    };
  }

  /** Sends red records to their recipients, before the common frame and in a frame that does not advance the cursor. */
  async function sendByName(person: Principal, items: FeedItem[]): Promise<void> {
    if (items.length === 0) return;
    const receivers = new Map<Audience, number>();
    const members = rooms.everyone().filter((member) => member.who().id === person.id);
    await refreshAll(members);
    for (const member of members) {
      member.inspect({ position: at, cursor: cursorOf(member.audience) });
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
    before: Position,
    readItems: () => Promise<FeedItem[]>,
  ): Promise<void> {
    const prev = cursorOf(audience);
    const cursor = freshCursor(audience);
    let receivers = 0;
    let items: FeedItem[] = [];
    for (const { name, members } of rooms.of(audience)) {
      [items] = await Promise.all([readItems(), refreshAll(members)]);
      for (const member of members) member.inspect({ position: before, cursor: prev });
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
      const delivered = { position: at, cursor: cursorOf(audience) };
      for (const { members } of rooms.of(audience)) {
        await refreshAll(members);
        for (const member of members) member.inspect(delivered);
        await yieldToEventLoop();
      }
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
      if (sentAt(audience) <= due) await sendCommon('heartbeat', audience, at, async () => []);
    }
  }

  function tick(): void {
    scheduleAdvance();
    if (isTicking || isClosed) return;
    isTicking = true;
    runExclusive(async () => {
      await inspectAll();
      await sendHeartbeats();
    })
      .catch((error: unknown) => log.error({ err: error }, 'The viewers of the feed could not be checked'))
      .finally(() => {
        isTicking = false;
      });
  }

  function freshCursor(audience: Audience): string {
    const cursor = sealFreshCursor(seal, { ...at, epoch, audience });
    sent.set(audience, { cursor, at: performance.now() });
    return cursor;
  }

  function sentAt(audience: Audience): number {
    return sent.get(audience)?.at ?? Number.NEGATIVE_INFINITY;
  }

  function cursorOf(audience: Audience): string {
    return (rooms.of(audience).length > 0 && sent.get(audience)?.cursor) || freshCursor(audience);
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
    cursorOf,
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
      await runExclusive(async () => {});
    },
  };
}
