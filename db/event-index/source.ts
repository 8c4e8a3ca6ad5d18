import type { Principal } from '@/db/model/access/principal';
import type { Reader } from '@/db/model/access/visible';
import type { ToBeConfirmed } from '@/db/model/event/confirmation';
import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import type { Country } from '@/db/model/places/countries';
import type { Point } from '@/db/model/places/distance';
import type { IndexEntry } from './entry';

/** SQLite answers at once, and PostgreSQL later. */
type Awaitable<T> = T | Promise<T>;

export type EventRef = { id: string; ref: string };

/** A position in the journal of one history of the database. */
export type Head = { epoch: string; seq: number; chain: string };

/** What changed in a range of the journal. `removed` are numbers of events that are deleted now. */
export type Changes = {
  to: { seq: number; chain: string };
  changed: IndexEntry[];
  removed: number[];
  /** Was a mission, actor or visit changed, whose names events contain? */
  hasRenamed: boolean;
};

/**
 * What the index reads of a store. All calls of one answer read the same snapshot. Numbers are the store's row numbers.
 */
export type IndexSource = {
  head(): Awaitable<Head>;
  /** Does the journal contain this position? */
  contains(position: Pick<Head, 'seq' | 'chain'>): Awaitable<boolean>;
  /** The next entries by number. */
  entries(after: number, limit: number): Awaitable<IndexEntry[]>;
  /** The changes of at most `limit` entries of the journal, with the events as they are in this snapshot. */
  changes(after: number, limit: number): Awaitable<Changes>;
  /** These events without their links, by number; with all that is to be confirmed. */
  events(numbers: readonly number[]): Awaitable<ReadonlyMap<number, Event>>;
  /** What of these events this reader may know to be unconfirmed, by number. */
  toBeConfirmed(
    who: Principal,
    numbers: readonly number[],
  ): Awaitable<ReadonlyMap<number, ToBeConfirmed | null>>;
  /** The missions of `nearCountries` and `nearMissions` that have a position. */
  nearMissionPoints(filter: Filter): Awaitable<readonly (Point & { id: string })[]>;
  /** The id and ref of these events, by number. */
  refs(numbers: readonly number[]): Awaitable<ReadonlyMap<number, EventRef>>;
  /** The positions of those of these missions that have one, by id. */
  missionPoints(ids: readonly string[]): Awaitable<ReadonlyMap<string, Point>>;
  /** The position of the largest place of this name in a country; null if the gazetteer has none. */
  cityPoint(country: Country, city: string): Awaitable<Point | null>;
  /** Adds to a filter what it needs to know of missions: `missionsAt` and `nearAt`. */
  locate(filter: Filter): Awaitable<Filter>;
  actorNames(ids: readonly string[]): Awaitable<ReadonlyMap<string, string>>;
  /** The numbers of the events that a text search finds, in any order. */
  search(q: string): Awaitable<readonly number[]>;
  /** When the newest change that this reader may know of was made; null if there is none. */
  lastChangeAt(who: Reader): Awaitable<string | null>;
};
