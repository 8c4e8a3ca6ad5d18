import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import type { FeedItem } from '@/db/model/journal/live';
import type { RowKey, RowSort } from './rows';

/**
 * The board as the server rendered it. `cursor` is that of the earliest read it was built from; `now` is the server's
 * clock at that time, in milliseconds.
 */
export type Snapshot = {
  feed: Page;
  /** The order of the feed. */
  sort: RowSort;
  /** Where the feed begins (ISO, exclusive); null for the newest. */
  before: string | null;
  /** All active events, or none of them if the board holds them already. */
  active: Event[];
  figures: Figures;
  cursor: string;
  now: number;
};

/** Rows of the feed; `next` is the token of the page after them. */
export type Page = { items: readonly Event[]; next: string | null };

/** An alert to sound once. `count` increases with each alert; `ids` are the events it is about. */
export type Alert = { count: number; ids: readonly string[] };

export type BoardState = {
  /** Increases when the rows are rebuilt. Answers to earlier requests then no longer apply. */
  generation: number;
  filter: Filter;
  /** The newest version of every cached event: rows, active events, and recent ones that are neither. */
  events: ReadonlyMap<string, Event>;
  /** Removed events and the version of their removal: an answer in flight may still contain them. */
  removed: ReadonlyMap<string, number>;
  /**
   * Current threats and ongoing incidents, regardless of the filter. The map keeps its identity while none of them
   * changes.
   */
  active: ReadonlyMap<string, Event>;
  /** The order of the rows. */
  sort: RowSort;
  /** Ids of the events that match the filter, in order. */
  rows: readonly string[];
  /** The rows begin before this moment (ISO), in the time of their order, and newer ones are only counted; null for the newest. */
  before: string | null;
  /** The last loaded row; null when all are loaded. */
  end: RowKey | null;
  /** The token of the page after `end`; null too when rows after `end` were evicted. */
  next: string | null;
  /** Ids that the server's search found; null without a search. */
  found: ReadonlySet<string> | null;
  figures: Figures;
  /** When the newest change visible to this user was made (ISO); null if there is none. */
  lastAt: string | null;
  /** Events that arrived or changed in a relevant field and have not been seen yet, including hidden ones. */
  newIds: ReadonlySet<string>;
  /** Whether the last frame brought more events than a user can take in at once. */
  isRush: boolean;
  /** While rows keep their places: new rows that wait above the list, up to 2,000. */
  waiting: ReadonlySet<string>;
  isPaused: boolean;
  /** Threats that lapsed while the page was open and are not yet acknowledged. */
  lapsed: ReadonlyMap<string, Event>;
  /** Attacks and threats that ended while the page was open, as far as they may still be listed (`isListedEnded`). */
  ended: ReadonlyMap<string, Event>;
  alert: Alert;
  /** Activity before this moment (ISO) does not count as new. */
  newsSince: string;
};

export type BoardAction =
  /** The server rendered the page, initially or for another filter. Cached events stay, the newest version of each. */
  | { type: 'snapshot'; snapshot: Snapshot; filter: Filter }
  /** Fetched again after a reset. Everything cached before is discarded. */
  | { type: 'replace'; snapshot: Snapshot; filter: Filter }
  /** `inView` is the id of a row in view: when there are too many rows, those farthest from it are evicted. */
  | { type: 'frame'; items: readonly FeedItem[]; inView?: string | null }
  | ({ type: 'page'; generation: number; inView?: string | null } & Page)
  /** The first page before a moment, or of the newest rows. */
  | ({ type: 'goTo'; generation: number; before: string | null } & Page)
  /**
   * The loaded rows, fetched again: for a search, or because names, links or many events have changed. `known` are the
   * cached events when they were requested. `active` is null if the active events were not requested.
   */
  | ({
      type: 'refresh';
      generation: number;
      known: ReadonlyMap<string, Event>;
      active: readonly Event[] | null;
    } & Page)
  | { type: 'figures'; generation: number; figures: Figures }
  | { type: 'pause'; isPaused: boolean }
  /** Null `ids` means all. */
  | { type: 'seen'; ids: readonly string[] | null }
  | { type: 'acknowledge'; id: string };
