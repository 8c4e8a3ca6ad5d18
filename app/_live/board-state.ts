import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import type { FeedItem } from '@/db/model/journal/live';
import type { CachedEvents } from './cached-events';
import type { Page } from './packed';
import type { RowKey } from './rows';
import type { SteadyMap } from './steady-map';

/**
 * The board as the server rendered it. `cursor` is that of the earliest read it was built from; `now` is the server's
 * clock at that time, in milliseconds.
 */
export type Snapshot = {
  feed: { items: Event[]; next: string | null };
  active: Event[];
  figures: Figures;
  cursor: string;
  now: number;
};

/** An alert to sound once. `count` increases with each alert; `ids` are the events it is about. */
export type Alert = { count: number; ids: readonly string[] };

export type BoardState = {
  /** Increases when the rows are rebuilt. Answers to earlier requests then no longer apply. */
  generation: number;
  filter: Filter;
  /** The newest version of every cached event: rows, active events, and arrivals outside both. */
  events: CachedEvents;
  /** Removed events and the version of their removal: an answer in flight may still contain them. */
  removed: SteadyMap<number>;
  /**
   * Current threats and ongoing incidents, regardless of the filter. The map keeps its identity while none of them
   * changes.
   */
  active: ReadonlyMap<string, Event>;
  /** Ids of the events that match the filter, latest activity first. */
  rows: readonly string[];
  /** The last loaded row; null when all are loaded. */
  end: RowKey | null;
  /** The token of the page after `end`. */
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
  /** While the feed is paused: new rows that wait above the list. */
  waiting: ReadonlySet<string>;
  /** While the feed is paused: rows that keep their position although their order has changed. */
  moved: ReadonlySet<string>;
  /** Cached events that are not rows: they do not match the filter or come after `end`. */
  outside: ReadonlySet<string>;
  isPaused: boolean;
  /** Threats that lapsed while the page was open and are not yet acknowledged. */
  lapsed: ReadonlyMap<string, Event>;
  alert: Alert;
  /** Activity before this moment (ISO) does not count as new. */
  newsSince: string;
};

export type BoardAction =
  /** The server rendered the page, initially or for another filter. Cached events stay, the newest version of each. */
  | { type: 'snapshot'; snapshot: Snapshot; filter: Filter }
  /** Fetched again after a reset. Everything cached before is discarded. */
  | { type: 'replace'; snapshot: Snapshot; filter: Filter }
  | { type: 'frame'; items: readonly FeedItem[] }
  | ({ type: 'page'; generation: number } & Page)
  /** The visible rows, fetched again after names or links changed, or for a search. */
  | { type: 'refresh'; generation: number; active: Event[]; items: Event[]; next: string | null }
  | { type: 'figures'; generation: number; figures: Figures }
  | { type: 'pause'; isPaused: boolean }
  /** Null `ids` means all. */
  | { type: 'seen'; ids: readonly string[] | null }
  | { type: 'acknowledge'; id: string };
