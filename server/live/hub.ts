import { setTimeout as pause } from 'node:timers/promises';
import { type FeedItem, type Frame, heartbeatMillis } from '@/db/model/live';
import { type Principal, systemPrincipal } from '@/db/model/principal';
import type { JournalRecord, Position } from '@/db/store';
import type { Logger } from '../log';
import type { LiveMetrics } from '../metrics';
import type { Services } from '../services';
import { type Audience, sealFreshCursor } from './cursor';
import { eventIds, isNamed, judge, judgeByName, standIn } from './judge';
import { createTurns } from './turns';

/** One who follows the common stream of his audience. */
export type Member = { readonly audience: Audience; who(): Principal };

export type Outlet = {
  toAudience(audience: Audience, frame: Frame): void;
  /** Only to those of his connections that follow the stream. */
  toPerson(id: string, frame: Frame): void;
  /** Called before each sending and on each tick: the time to take out who lags or has lost his rights. */
  inspect(): void;
};

export type Hub = {
  start(): Promise<void>;
  /** Everything up to here has been sent to the members. */
  position(): Position;
  /** The cursor of the last frame of this audience: what the next one's `prev` will be. */
  cursorOf(audience: Audience): string;
  enter(member: Member): void;
  leave(member: Member): void;
  has(member: Member): boolean;
  /** How many members there are. */
  size(): number;
  /** Runs a task while nothing is sent, so that a viewer can enter at an exact position. */
  hold<T>(task: () => Promise<T>): Promise<T>;
  /** Sends one range of the journal; to be called inside `hold`. */
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
 * Tails the journal and tells each audience what it means to it, one frame for all of them. Commits of this
 * process hint; a slow poll makes it certain.
 */
export function createHub({
  store,
  seal,
  log,
  metrics,
  outlet,
}: Services & { log: Logger; metrics: LiveMetrics; outlet: Outlet }): Hub {
  const hold = createTurns();
  const members = new Map<Audience, Set<Member>>();
  const sent = new Map<Audience, { cursor: string; at: number }>();
  let at: Position = { seq: 0, chain: '' };
  let isWanted = false;
  let isRunning = false;
  let isClosed = false;
  let isFailing = false;
  let poll: ReturnType<typeof setInterval> | undefined;
  let stopHints = () => {};

  async function advance(): Promise<void> {
    const { to, records, oldest } = await store.readJournal(systemPrincipal, at.seq, rangeLimit);
    if (oldest !== null && (await send(records, to))) metrics.waited(Date.now() - oldest);
    beat();
  }

  /** Was there anybody to send anything to? */
  async function send(records: readonly JournalRecord[], to: Position): Promise<boolean> {
    outlet.inspect();
    const ids = eventIds(records);
    const byName: [Principal, FeedItem[]][] = [];
    for (const person of peopleNamed(records)) {
      byName.push([person, judgeByName(person, records, await eventsOf(person, ids))]);
    }
    const common = new Map<Audience, FeedItem[]>();
    for (const audience of members.keys()) {
      const viewer = standIn(audience);
      common.set(audience, judge(viewer, records, await eventsOf(viewer, ids)));
    }
    outlet.inspect();
    for (const [person, items] of byName) sendByName(person, items);
    at = to;
    isWanted = true;
    for (const [audience, items] of common) if (items.length > 0) sendCommon(audience, items);
    return [...byName, ...common].some(([, items]) => items.length > 0);
  }

  /** A red record reaches its people first, in a frame that does not advance. */
  function sendByName(person: Principal, items: FeedItem[]): void {
    if (items.length === 0) return;
    for (const [audience, ones] of members) {
      const connections = [...ones].filter((one) => one.who().id === person.id).length;
      if (connections === 0) continue;
      const cursor = cursorOf(audience);
      outlet.toPerson(person.id, { epoch: store.epoch, prev: cursor, cursor, items });
      metrics.sent('named', items.length, connections);
    }
  }

  function sendCommon(audience: Audience, items: FeedItem[]): void {
    const prev = cursorOf(audience);
    const cursor = freshCursor(audience);
    outlet.toAudience(audience, { epoch: store.epoch, prev, cursor, items });
    const kind = items.length > 0 ? 'common' : 'heartbeat';
    metrics.sent(kind, items.length, members.get(audience)?.size ?? 0);
  }

  /** By the clock alone, so that a heartbeat tells nothing of what is hidden. None while the store fails. */
  function beat(): void {
    const due = Date.now() - heartbeatMillis;
    for (const audience of members.keys()) {
      if ((sent.get(audience)?.at ?? 0) <= due) sendCommon(audience, []);
    }
  }

  function freshCursor(audience: Audience): string {
    const cursor = sealFreshCursor(seal, { ...at, epoch: store.epoch, audience });
    sent.set(audience, { cursor, at: Date.now() });
    return cursor;
  }

  function cursorOf(audience: Audience): string {
    return (members.has(audience) && sent.get(audience)?.cursor) || freshCursor(audience);
  }

  function peopleNamed(records: readonly JournalRecord[]): Principal[] {
    const red = records.filter(({ markings }) => markings.some(({ tlp }) => tlp === 'red'));
    if (red.length === 0) return [];
    const everyone = [...members.values()].flatMap((ones) => [...ones].map((one) => one.who()));
    const people = new Map(everyone.map((person) => [person.id, person]));
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
      await hold(advance).then(
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
      stopHints = store.onCommit(want);
      poll = setInterval(() => {
        outlet.inspect();
        want();
      }, pollMillis);
    },
    position: () => at,
    cursorOf,
    enter(member) {
      members.set(member.audience, (members.get(member.audience) ?? new Set()).add(member));
    },
    leave(member) {
      const ones = members.get(member.audience);
      ones?.delete(member);
      if (ones?.size === 0) members.delete(member.audience);
    },
    has: (member) => members.get(member.audience)?.has(member) ?? false,
    size: () => [...members.values()].reduce((sum, ones) => sum + ones.size, 0),
    hold,
    advance,
    async close() {
      isClosed = true;
      stopHints();
      clearInterval(poll);
      await hold(async () => {});
    },
  };
}
