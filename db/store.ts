import type { Principal } from './model/access/principal';
import type { Figures } from './model/board';
import type { Event, EventInput } from './model/event/event';
import type { Filter } from './model/filter';
import type { OperationKind } from './model/journal/change';
import type { FeedType } from './model/records/journal-types';
import type { HistoryItem, Place } from './model/reference';
import type { SimilarDraft, SimilarEvent } from './model/similar';
import type { Timeline, TimelineQuery } from './model/timeline';
import type { Trends, TrendsQuery } from './model/trends';
import type { Role, Tlp } from './model/words';
import type { Accounts } from './store-accounts';
import type { AuthRecords } from './store-auth';
import type { Exercises } from './store-exercise';
import type { Housekeeping } from './store-housekeeping';
import type { Operations } from './store-operations';
import type { Records } from './store-records';

/**
 * The port to the database. Every command and query takes the principal first and returns only what that principal
 * may see; `authorization.ts` says what each requires. A command is one transaction. Arguments and results are
 * structured-cloneable. Expected failures reject with an AppError, whose code the comments quote.
 */
export type Store = EventCommands &
  Operations &
  Exercises &
  EventQueries &
  Records &
  Places &
  Accounts &
  AuthRecords &
  Journal &
  Housekeeping;

/** A position in the journal: 0 before the first change. `chain` is the hash of the journal up to it. */
export type Position = { seq: number; chain: string };

export type Sort = 'at' | 'latest';

/** A page of events starts after the event with this sort value and row number. */
export type EventKey = { value: number; n: number };

export type EventListQuery = { filter: Filter; sort: Sort; limit: number; after: EventKey | null };

/** Latest deletion first. The filter may use columns of `events` only: no targets, actors, tags or search. */
export type DeletedListQuery = Omit<EventListQuery, 'sort'>;

/** `updatedAt` and `updatedBy` of the event are those of the deletion. */
export type DeletedEvent = { event: Event; reason: string | null };

/** `event` is null if it did not exist then, or the reader may not see it as it was. `next` is null on the last page. */
export type ChangedSince = { items: { id: string; event: Event | null }[]; next: number | null };

/** `itemsJson` is a JSON array of events as bytes, ready to send. */
export type EventPage = { itemsJson: Uint8Array; next: EventKey | null; position: Position };

/**
 * A request that repeats a key of the same principal within 30 days gets the first result. `digest` holds one or more
 * digests of the request, separated by dots; two requests are the same if they share one.
 */
export type Idempotency = { key: string; digest: string };

/** `limit` counts events. The filter has `radiusKm`, and `nearCountries` or `nearMissions`. */
export type NearQuery = Omit<EventListQuery, 'sort'>;

/** `itemsJson` is a JSON array of pairs of an event and a mission: those of one event together, nearest first. */
export type NearPage = { itemsJson: Uint8Array; next: EventKey | null };

type EventCommands = {
  /** Rejects with 'invalid' if the key was used with another digest, or a referenced record is not visible. */
  createEvent(
    by: Principal,
    input: EventInput,
    idempotency: Idempotency,
  ): Promise<{ event: Event; isReplay: boolean }>;
  /**
   * Rejects with 'version-conflict' and the current record if `version` is not the current one. Links do not change the
   * version, so only the difference between the input's links and `linksSeen` is written; `linksSeen` are the links
   * that the editor saw, by default the current ones.
   */
  updateEvent(
    by: Principal,
    id: string,
    version: number,
    input: EventInput,
    reason: string | null,
    linksSeen?: readonly string[],
  ): Promise<Event>;
  deleteEvent(by: Principal, id: string, version: number, reason: string): Promise<void>;
  /**
   * Restores a deleted event as its next version. Rejects with 'invalid' if it is not deleted, a record that it
   * references is gone, or the key was used with another digest.
   */
  restoreEvent(
    by: Principal,
    idOrRef: string,
    reason: string,
    idempotency: Idempotency | null,
  ): Promise<{ event: Event; isReplay: boolean }>;
  /**
   * Confirms what others changed and a second person is to confirm, in a version of its own; of a deleted event the
   * deletion. Rejects with 'version-conflict', 'nothing-to-confirm', or 'second-person-needed' if all is their own.
   */
  confirmChanges(
    by: Principal,
    idOrRef: string,
    given: { versions: readonly number[]; reason: string | null; idempotency: Idempotency | null },
  ): Promise<{ event: Event; isReplay: boolean }>;
  /**
   * Restores what stood before the changes that are to be confirmed, as far as nobody has changed it since. Rejects with
   * 'version-conflict', 'nothing-to-confirm', or 'changed-since' if nothing can be restored.
   */
  revertChanges(
    by: Principal,
    idOrRef: string,
    given: { versions: readonly number[]; reason: string; idempotency: Idempotency | null },
  ): Promise<{ event: Event; isReplay: boolean }>;
  /**
   * Merges an event into another of its kind, in one operation: the surviving event is united from both, the merged one
   * is deleted, and its id and ref lead to the survivor. Rejects with 'version-conflict', with 'not-found' also if
   * `into` may not be seen, or with 'invalid' if the two cannot be one record.
   */
  mergeEvent(
    by: Principal,
    idOrRef: string,
    given: {
      versions: readonly number[];
      into: string;
      /** Absent if any version may be merged into. */
      intoVersion?: number | undefined;
      reason: string;
      idempotency: Idempotency;
    },
  ): Promise<{ event: Event; operationId: string; isReplay: boolean }>;
  /** The events with changes to be confirmed that this principal may know of, deleted ones too, oldest first. */
  listToBeConfirmed(by: Principal, limit: number): Promise<Event[]>;
  /**
   * Attacks that ended after `since` (ms), and ended attacks and threats of which that is to be confirmed, the latest
   * first.
   */
  listEnded(by: Principal, since: number, limit: number): Promise<Event[]>;
  /** Deletes the example events that this principal may see, and their visits and actors; returns how many events. */
  removeExamples(by: Principal): Promise<number>;
  /** Lapses current threats, except severe and extreme ones, that were valid until `now` (ms) or earlier; returns how many. */
  lapseDue(by: Principal, now: number): Promise<number>;
};

/** Queries with a signal reject with its reason once it is aborted. */
type EventQueries = {
  /** By id, ref or merged ref; rejects with 'not-found' also if the principal may not see it. */
  getEvent(by: Principal, idOrRef: string): Promise<Event>;
  listEvents(by: Principal, query: EventListQuery, signal?: AbortSignal): Promise<EventPage>;
  /** As `listEvents`, but always off the event loop: for callers that read all pages, such as an export. */
  scanEvents(by: Principal, query: EventListQuery, signal: AbortSignal): Promise<EventPage>;
  /** Deleted events that this principal may see. */
  listDeleted(by: Principal, query: DeletedListQuery, signal?: AbortSignal): Promise<EventPage>;
  getDeleted(by: Principal, idOrRef: string): Promise<DeletedEvent>;
  /** The reasons for deletion, by event id. */
  listDeletionReasons(by: Principal, ids: readonly string[]): Promise<Map<string, string | null>>;
  /** Current threats and ongoing incidents. */
  listActive(by: Principal): Promise<{ items: Event[]; position: Position }>;
  /** Threats against diplomatic targets that the system set to lapsed after `since` (ms), latest first. */
  listLapsed(by: Principal, since: number, limit: number): Promise<Event[]>;
  /** Ids of events of handling `example`. */
  listExamples(by: Principal, limit: number): Promise<string[]>;
  board(
    by: Principal,
    filter: Filter,
    now: number,
    signal?: AbortSignal,
  ): Promise<{ figures: Figures; position: Position }>;
  /** Rejects with 'too-many-buckets', or with 'index-building' for some seconds after a start. */
  timeline(
    by: Principal,
    query: TimelineQuery,
    signal?: AbortSignal,
  ): Promise<{ answer: Timeline; position: Position }>;
  /** As `timeline`; `now` (ms) is in the last week. */
  trends(
    by: Principal,
    query: TrendsQuery,
    now: number,
    signal?: AbortSignal,
  ): Promise<{ answer: Trends; position: Position }>;
  /**
   * The map as JSON bytes, ready to send; the frame is `bbox` of the filter. Rejects with 'index-building' for some
   * seconds after a start.
   */
  map(
    by: Principal,
    question: { filter: Filter; zoom: number },
    now: number,
    signal?: AbortSignal,
  ): Promise<{ answer: Uint8Array; position: Position }>;
  /** Events near the missions that the filter names, newest first; rejects as `map`. */
  near(by: Principal, query: NearQuery, signal?: AbortSignal): Promise<NearPage>;
  /**
   * The events of all years that are similar to a draft, the most similar first, at most `limit`. An event that is being
   * edited is not similar to itself (`exceptId`).
   */
  listSimilar(
    by: Principal,
    query: { draft: SimilarDraft; exceptId: string | null; limit: number },
    signal?: AbortSignal,
  ): Promise<SimilarEvent[]>;
  /** Newest first; only versions that both today's marking and their own allow. */
  listHistory(by: Principal, idOrRef: string): Promise<HistoryItem[]>;
  /**
   * The event as it stood at an instant (ms), if both today's marking and that of then allow it; the names of missions,
   * actors and people are those of today. Rejects with 'not-found' also if it did not exist then, or is deleted today and
   * the principal may not read deleted events.
   */
  getEventAsOf(by: Principal, idOrRef: string, instant: number): Promise<Event>;
  /**
   * The events that changed after an instant, as they stood at it, in order of their first change since; those that
   * this principal may not see today are left out, so a page may have fewer than `limit`. Start with `after` 0.
   */
  listChangedSince(by: Principal, instant: number, after: number, limit: number): Promise<ChangedSince>;
  /** When the next threat lapses (ms); null if none will. */
  nextLapse(by: Principal): Promise<number | null>;
};

type Places = {
  /** Largest first. */
  listPlaces(by: Principal, query: { q: string; country?: string; limit: number }): Promise<Place[]>;
};

/**
 * A record changed in a range of the journal. `markings` are all it had in the range and immediately before it. With an
 * `eventId` or a `role` they decide nothing: only those who may see that event, or have that role, may know of it. The
 * operation is null unless all changes of the record in the range belong to it; `bulkFrom` is what db/rules/bulk.ts says
 * of the operation as far as it is written.
 */
export type JournalRecord = {
  type: FeedType;
  id: string;
  version: number;
  createdBy: string;
  markings: { tlp: Tlp; recipients: string[] }[];
  eventId: string | null;
  role: Role | null;
  operation: OperationKind | null;
  operationId: string | null;
  bulkFrom: Tlp | null;
};

type Journal = {
  head(by: Principal): Promise<Position>;
  /** The chain hash at a position; null if the journal is shorter. */
  chainAt(by: Principal, seq: number): Promise<string | null>;
  /**
   * Reads at most `limit` changes after `after`. Each record in (after, to.seq] is listed once, in order of its last
   * change. `oldest` is when the first change was written (ms); null if there is none.
   */
  readJournal(
    by: Principal,
    after: number,
    limit: number,
  ): Promise<{ to: Position; records: JournalRecord[]; oldest: number | null }>;
  /** Returns those of the ids whose events this principal may see now. */
  findVisible(by: Principal, ids: readonly string[]): Promise<string[]>;
  /** Returns those of the events that this principal may see now. */
  getEvents(by: Principal, ids: readonly string[]): Promise<Event[]>;
};
