import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import type { FeedItem } from '@/db/model/journal/live';
import type { CachedEvents } from './cached-events';
import type { Page } from './packed';
import type { RowKey } from './rows';
import type { SteadyMap } from './steady-map';

/**
 * The board as the server showed it at one moment. `cursor` is that of the earliest of the reads it is
 * made of; `now` is the server's clock then, in milliseconds.
 */
export type Snapshot = {
  feed: { items: Event[]; next: string | null };
  active: Event[];
  figures: Figures;
  cursor: string;
  now: number;
};

/** An alert to sound once: `count` rises by one with each; `ids` are the events it is about. */
export type Alert = { count: number; ids: readonly string[] };

export type BoardState = {
  /** Rises when the rows are built anew; an answer that was asked for before is then out of place. */
  generation: number;
  filter: Filter;
  /** Every cached event, by its newest version: rows, active events, and arrivals outside both. */
  events: CachedEvents;
  /** Taken away, and at which version: an answer under way may still bring them. */
  gone: SteadyMap<number>;
  /** Current threats and ongoing incidents, whatever the filter; the same map while none of them changes. */
  active: ReadonlyMap<string, Event>;
  /** The feed under the filter, latest activity first: ids of `events`. */
  rows: readonly string[];
  /** The last row loaded, null when all are. */
  end: RowKey | null;
  /** The page token of what comes after `end`. */
  next: string | null;
  /** What the search found, null without one. */
  found: ReadonlySet<string> | null;
  figures: Figures;
  /** When the newest change that this reader may know of was made (ISO); null where there is none. */
  lastAt: string | null;
  /** Arrived or changed in what matters, and not yet seen; hidden ones too. */
  newIds: ReadonlySet<string>;
  /** Did the last frame bring more at once than one takes in? */
  isRush: boolean;
  /** while the feed is paused: rows that wait above. */
  waiting: ReadonlySet<string>;
  /** While he does: rows that stay where they were, though their place is another by now. */
  moved: ReadonlySet<string>;
  /** Cached, but not rows: not under the filter, or after `end`. */
  outside: ReadonlySet<string>;
  isPaused: boolean;
  /** Threats that lapsed before the reader's eyes and are not yet acknowledged. */
  lapsed: ReadonlyMap<string, Event>;
  alert: Alert;
  /** Activity before this moment (ISO) is not news. */
  newsSince: string;
};

export type BoardAction =
  /** The server rendered the page: first, or for another filter. What is cached stays, by version. */
  | { type: 'snapshot'; snapshot: Snapshot; filter: Filter }
  /** Fetched anew after a reset: nothing cached before counts. */
  | { type: 'replace'; snapshot: Snapshot; filter: Filter }
  | { type: 'frame'; items: readonly FeedItem[] }
  | ({ type: 'page'; generation: number } & Page)
  /** What is shown, fetched again: for names and links that changed, and for a search. */
  | { type: 'refresh'; generation: number; active: Event[]; items: Event[]; next: string | null }
  | { type: 'figures'; generation: number; figures: Figures }
  | { type: 'pause'; isPaused: boolean }
  /** `ids` null: all. */
  | { type: 'seen'; ids: readonly string[] | null }
  | { type: 'acknowledge'; id: string };
