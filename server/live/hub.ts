import { setTimeout as pause, setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { type Principal, systemPrincipal } from '@/db/model/access/principal';
import { type FeedItem, type Frame, heartbeatMillis, type ResetReason } from '@/db/model/journal/live';
import type { JournalRecord, Position } from '@/db/store';
import type { Logger } from '../log';
import type { LiveMetrics } from '../metrics';
import { createMutex } from '../semaphore';
import type { Services } from '../services';
import { type Audience, sealFreshCursor } from './cursor';
import { audiencePrincipal, eventIds, isNamed, judge, judgeByName } from './judge';
import { createParts, type Member } from './parts';

export type Outlet = {
  toRoom(room: string, frame: Frame): void;
  /** Only to those of his connections that follow the stream. */
  toPerson(id: string, frame: Frame): void;
  /** Lets everybody go: what they hold is of a history that is no longer there. */
  reset(reason: ResetReason): void;
};

export type Hub = {
  start(): Promise<void>;
  /** Everything up to here has been sent to the members. */
  position(): Position;
  /** The cursor of the last frame of this audience: what the next one's `prev` will be. */
  cursorOf(audience: Audience): string;
  /** Answers the room that he is to join; to be called inside `runExclusive`. */
  enter(member: Member): string;
  /** Answers the room that he is to leave, if he was in one. */
  leave(member: Member): string | undefined;
  has(member: Member): boolean;
  /** Can the journal not be read at the moment? */
  isFailing(): boolean;
  /** How many members there are. */
  size(): number;
  /** Runs a task while nothing is sent, so that a viewer can enter at an exact position. */
  runExclusive<T>(task: () => Promise<T>): Promise<T>;
  /** Sends one range of the journal; to be called inside `runExclusive`. */
  advance(): Promise<void>;
  close(): Promise<void>;
};

/** How many changes a frame covers at most: twenty events in one frame cost what one costs. */
const rangeLimit = 200;
/** Another process's writes give no hint: they are found by looking. */
const pollMillis = 250;
/** After a sending that took n ms the next waits 2n, so that bursts batch and the loop stays free. */
const restFactor = 2;
const longestRestMillis = 200;

/**
 * Tails the journal and tells each audience what it means to it, one frame for all of them, part by part so
 * that the event loop stays free. Commits of this process hint; a slow poll makes it certain.
 */
export function createHub({
  store,
  seal,
  log,
  metrics,
  outlet,
}: Services & { log: Logger; metrics: LiveMetrics; outlet: Outlet }): Hub {
  const mutex = createMutex();
  const runExclusive = <T>(task: () => Promise<T>) => mutex('journal', task);
  const parts = createParts();
  const sent = new Map<Audience, { cursor: string; at: number }>();
  let at: Position = { seq: 0, chain: '' };
  let commits = 0;
  let isWanted = false;
  let isRunning = false;
  let isClosed = false;
  let isFailing = false;
  let isTicking = false;
  let poll: ReturnType<typeof setInterval> | undefined;
  let stopHints = () => {};

  async function advance(): Promise<void> {
    const chain = await store.chainAt(systemPrincipal, at.seq);
    if (chain !== at.chain) return startAnew(chain === null ? 'ahead' : 'chain');
    const { to, records, oldest } = await store.readJournal(systemPrincipal, at.seq, rangeLimit);
    if (oldest !== null && (await send(records, to))) metrics.waited(Date.now() - oldest);
  }

  /** The journal was replaced under the running program, as by a backup that was written into the database. */
  async function startAnew(reason: ResetReason): Promise<void> {
    log.error({ seq: at.seq }, 'The journal is no longer the one that was read: every viewer starts anew');
    at = await store.head(systemPrincipal);
    sent.clear();
    outlet.reset(reason);
  }

  /** Was there anybody to send anything to? */
  async function send(records: readonly JournalRecord[], to: Position): Promise<boolean> {
    const before = at;
    const byName: [Principal, FeedItem[]][] = [];
    for (const person of peopleNamed(records)) {
      const events = await eventsOf(person, eventIds(records));
      byName.push([person, judgeByName(person, records, events)]);
    }
    const common = new Map<Audience, () => Promise<FeedItem[]>>();
    for (const audience of parts.audiences()) {
      const items = judging(audiencePrincipal(audience), records);
      if ((await items()).length > 0) common.set(audience, items);
    }
    for (const [person, items] of byName) sendByName(person, items);
    at = to;
    isWanted = true;
    for (const [audience, items] of common) await sendCommon('common', audience, before, items);
    return common.size > 0 || byName.some(([, items]) => items.length > 0);
  }

  /**
   * Judges a range for a viewer, and again once something has been committed: what is sent to the last part
   * may be some 100 ms younger than what was sent to the first, and a record marked anew must not go out
   * as it was.
   */
  function judging(viewer: Principal, records: readonly JournalRecord[]): () => Promise<FeedItem[]> {
    const ids = eventIds(records);
    let items: FeedItem[] = [];
    let judgedAt = -1;
    return async () => {
      if (judgedAt !== commits) {
        judgedAt = commits;
        items = judge(viewer, records, await eventsOf(viewer, ids));
      }
      return items;
    };
  }

  /** A red record reaches its people first, in a frame that does not advance. */
  function sendByName(person: Principal, items: FeedItem[]): void {
    if (items.length === 0) return;
    const receivers = new Map<Audience, number>();
    for (const member of parts.everyone()) {
      if (member.who().id !== person.id) continue;
      member.inspect({ position: at, cursor: cursorOf(member.audience) });
      if (parts.has(member)) receivers.set(member.audience, (receivers.get(member.audience) ?? 0) + 1);
    }
    for (const [audience, count] of receivers) {
      const cursor = cursorOf(audience);
      outlet.toPerson(person.id, { epoch: store.epoch, prev: cursor, cursor, items });
      metrics.sent('named', items.length, count);
    }
  }

  /** Each part is inspected and sent to in one breath, by the rights of that moment. */
  async function sendCommon(
    kind: 'common' | 'heartbeat',
    audience: Audience,
    before: Position,
    judged: () => Promise<FeedItem[]>,
  ): Promise<void> {
    const prev = cursorOf(audience);
    const cursor = freshCursor(audience);
    let receivers = 0;
    let items: FeedItem[] = [];
    for (const { room, members } of parts.of(audience)) {
      items = await judged();
      for (const member of members) member.inspect({ position: before, cursor: prev });
      receivers += members.size;
      outlet.toRoom(room, { epoch: store.epoch, prev, cursor, items });
      await yieldToEventLoop();
    }
    metrics.sent(kind, items.length, receivers);
  }

  /** Takes out who lags or has lost his rights while nothing is sent: a sending inspects its receivers itself. */
  async function inspectAll(): Promise<void> {
    for (const audience of parts.audiences()) {
      if (sentAt(audience) > performance.now() - pollMillis) continue;
      const sentUpTo = { position: at, cursor: cursorOf(audience) };
      for (const { members } of parts.of(audience)) {
        for (const member of members) member.inspect(sentUpTo);
        await yieldToEventLoop();
      }
    }
  }

  /**
   * By the clock alone, and apart from what the journal brings, so that a heartbeat tells nothing of what is
   * hidden. None while the store fails.
   */
  async function beat(): Promise<void> {
    if (isFailing) return;
    const due = performance.now() - heartbeatMillis;
    for (const audience of parts.audiences()) {
      if (sentAt(audience) <= due) await sendCommon('heartbeat', audience, at, async () => []);
    }
  }

  function tick(): void {
    want();
    if (isTicking || isClosed) return;
    isTicking = true;
    runExclusive(async () => {
      await inspectAll();
      await beat();
    })
      .catch((error: unknown) => log.error({ err: error }, 'The viewers of the feed cannot be looked after'))
      .finally(() => {
        isTicking = false;
      });
  }

  function freshCursor(audience: Audience): string {
    const cursor = sealFreshCursor(seal, { ...at, epoch: store.epoch, audience });
    sent.set(audience, { cursor, at: performance.now() });
    return cursor;
  }

  function sentAt(audience: Audience): number {
    return sent.get(audience)?.at ?? Number.NEGATIVE_INFINITY;
  }

  function cursorOf(audience: Audience): string {
    return (parts.of(audience).length > 0 && sent.get(audience)?.cursor) || freshCursor(audience);
  }

  function peopleNamed(records: readonly JournalRecord[]): Principal[] {
    const red = records.filter(({ markings }) => markings.some(({ tlp }) => tlp === 'red'));
    if (red.length === 0) return [];
    const people = new Map(parts.everyone().map((member) => [member.who().id, member.who()]));
    return [...people.values()].filter((person) => red.some((record) => isNamed(person, record)));
  }

  async function eventsOf(who: Principal, ids: readonly string[]) {
    const events = await store.getEvents(who, ids);
    return new Map(events.map((event) => [event.id, event]));
  }

  function want(): void {
    isWanted = true;
    if (!isRunning && !isClosed) void run();
  }

  async function run(): Promise<void> {
    isRunning = true;
    while (isWanted && !isClosed) {
      isWanted = false;
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
      await pause(Math.min(longestRestMillis, restFactor * (performance.now() - started)));
    }
    isRunning = false;
  }

  return {
    async start() {
      at = await store.head(systemPrincipal);
      stopHints = store.onCommit(() => {
        commits += 1;
        want();
      });
      poll = setInterval(tick, pollMillis);
    },
    position: () => at,
    cursorOf,
    enter: parts.enter,
    leave: parts.leave,
    has: parts.has,
    isFailing: () => isFailing,
    size: () => parts.everyone().length,
    runExclusive,
    advance,
    async close() {
      isClosed = true;
      stopHints();
      clearInterval(poll);
      await runExclusive(async () => {});
    },
  };
}
