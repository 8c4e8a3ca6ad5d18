import type { Principal } from './model/access/principal';
import type { Figures } from './model/board';
import type { Event, EventInput } from './model/event/event';
import type { Filter } from './model/filter';
import type { ChangedType } from './model/journal/live';
import type {
  Actor,
  ActorInput,
  HistoryItem,
  Mission,
  MissionInput,
  Place,
  Visit,
  VisitInput,
} from './model/reference';
import type { Tlp } from './model/words';
import type { Page, Paging } from './page';
import type { Accounts } from './store-accounts';

/**
 * What is kept, behind one port: every command and query takes the Principal first, and answers only
 * what they may see. One command is one transaction; what goes in and out can be cloned. Expected failures
 * are rejections with an AppError.
 */
export type Store = EventCommands &
  EventQueries &
  ReferenceCommands &
  ReferenceQueries &
  Accounts &
  Journal &
  Housekeeping;

/** A position in the journal: 0 before the first change. `chain` is the hash of the journal up to it. */
export type Position = { seq: number; chain: string };

export type Sort = 'at' | 'latest';

/** Where a page of events begins: after the event of this sort value and log number. */
export type EventKey = { value: number; n: number };

export type EventListQuery = { filter: Filter; sort: Sort; limit: number; after: EventKey | null };

/** Latest deletion first; the filter names columns of an event only, not its targets, actors, tags or words. */
export type DeletedListQuery = Omit<EventListQuery, 'sort'>;

/** `updatedAt` and `updatedBy` tell when it was deleted, and who did so. */
export type DeletedEvent = { event: Event; reason: string | null };

/** `itemsJson` is a list of events as bytes of JSON, ready to be sent. */
export type EventPage = { itemsJson: Uint8Array; next: EventKey | null; position: Position };

/**
 * The same key by the same principal within 30 days repeats the answer. `digest` holds one or more digests of the
 * request, separated by dots; requests that have none in common differ.
 */
export type Idempotency = { key: string; digest: string };

type EventCommands = {
  /** 'invalid' where the key comes with another digest, or a referred record cannot be seen. */
  createEvent(
    by: Principal,
    input: EventInput,
    idempotency: Idempotency,
  ): Promise<{ event: Event; isReplay: boolean }>;
  /**
   * `version` is the one edited; 'moved-on' with the current record where it is no longer that. Linking raises
   * no version: of the links, the difference of the input's from `linksSeen` is written, or from today's.
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
   * Puts a deleted event back as its next version. 'invalid' where it is not deleted, where what it refers to is no
   * longer there, or where the key comes with another digest.
   */
  restoreEvent(
    by: Principal,
    idOrRef: string,
    reason: string,
    idempotency: Idempotency | null,
  ): Promise<{ event: Event; isReplay: boolean }>;
  /** Deletes the events of handling `example` that this principal may see, and their visits; answers how many events. */
  removeExamples(by: Principal): Promise<number>;
  /** Lapses every current threat but severe and extreme ones whose validity ended at or before `now` (ms); answers how many. */
  lapseDue(by: Principal, now: number): Promise<number>;
};

/** What may take long ends with the signal's reason once that is aborted. */
type EventQueries = {
  /** By id, ref or merged ref; 'not-found' also where it may not be seen. */
  getEvent(by: Principal, idOrRef: string): Promise<Event>;
  listEvents(by: Principal, query: EventListQuery, signal?: AbortSignal): Promise<EventPage>;
  /** The same for whoever reads one page after the other: it keeps nobody else waiting. */
  walkEvents(by: Principal, query: EventListQuery, signal: AbortSignal): Promise<EventPage>;
  /** Deleted events that this principal may see and, by their role, restore; so of the two below. */
  listDeleted(by: Principal, query: DeletedListQuery, signal?: AbortSignal): Promise<EventPage>;
  getDeleted(by: Principal, idOrRef: string): Promise<DeletedEvent>;
  /** The reasons of their deletion by id. */
  whyDeleted(by: Principal, ids: readonly string[]): Promise<Map<string, string | null>>;
  /** Current threats and ongoing incidents: what the band is made of. */
  listActive(by: Principal): Promise<{ items: Event[]; position: Position }>;
  /** Threats against diplomatic targets that the program itself set to lapsed after `since` (ms), latest first. */
  listLapsed(by: Principal, since: number, limit: number): Promise<Event[]>;
  /** Ids of events of handling `example`. */
  listExamples(by: Principal, limit: number): Promise<string[]>;
  board(
    by: Principal,
    filter: Filter,
    now: number,
    signal?: AbortSignal,
  ): Promise<{ figures: Figures; position: Position }>;
  /** Newest first; only versions that today's marking and their own both allow. */
  listHistory(by: Principal, idOrRef: string): Promise<HistoryItem[]>;
  /** When the validity of the next threat that lapses ends (ms); null when none does. */
  nextLapse(by: Principal): Promise<number | null>;
};

export type MissionFilter = {
  sending?: string[];
  host?: string[];
  city?: string;
  type?: string[];
  q?: string;
};

type ReferenceCommands = {
  createMission(
    by: Principal,
    input: MissionInput,
    idempotency: Idempotency,
  ): Promise<{ mission: Mission; isReplay: boolean }>;
  updateMission(by: Principal, id: string, version: number, input: MissionInput): Promise<Mission>;
  createActor(
    by: Principal,
    input: ActorInput,
    idempotency: Idempotency,
  ): Promise<{ actor: Actor; isReplay: boolean }>;
  updateActor(by: Principal, id: string, version: number, input: ActorInput): Promise<Actor>;
  createVisit(
    by: Principal,
    input: VisitInput,
    idempotency: Idempotency,
  ): Promise<{ visit: Visit; isReplay: boolean }>;
  updateVisit(by: Principal, id: string, version: number, input: VisitInput): Promise<Visit>;
};

type ReferenceQueries = {
  getMission(by: Principal, id: string): Promise<Mission>;
  listMissions(by: Principal, query: MissionFilter & Paging): Promise<Page<Mission>>;
  getActor(by: Principal, id: string): Promise<Actor>;
  listActors(by: Principal, query: { q?: string } & Paging): Promise<Page<Actor>>;
  getVisit(by: Principal, id: string): Promise<Visit>;
  listVisits(
    by: Principal,
    query: { country?: string[]; host?: string[]; q?: string } & Paging,
  ): Promise<Page<Visit>>;
  /** Largest first. */
  listPlaces(by: Principal, query: { q: string; country?: string; limit: number }): Promise<Place[]>;
};

/**
 * What a range of the journal did to one record. `markings` are all that it bore in the range and just
 * before it; `event` is null once it is deleted.
 */
export type JournalRecord = {
  type: 'event' | ChangedType;
  id: string;
  version: number;
  createdBy: string;
  markings: { tlp: Tlp; recipients: string[] }[];
};

type Journal = {
  head(by: Principal): Promise<Position>;
  /** The chain hash at a position; null where the journal does not reach it. */
  chainAt(by: Principal, seq: number): Promise<string | null>;
  /**
   * Each record changed in (after, to.seq], once, in order of its last change; at most `limit` changes.
   * `oldest` is when the first of them was written (ms), null where there is none.
   */
  readJournal(
    by: Principal,
    after: number,
    limit: number,
  ): Promise<{ to: Position; records: JournalRecord[]; oldest: number | null }>;
  /** Which of the events of these ids this principal may see now. */
  findVisible(by: Principal, ids: readonly string[]): Promise<string[]>;
  /** The events of these ids that this principal may see now. */
  getEvents(by: Principal, ids: readonly string[]): Promise<Event[]>;
};

/** What waits in the store at this moment: calls of its threads, and the write-ahead log in bytes. */
export type Pulse = { waiting: { writer: number; reader: number }; walBytes: number };

type Housekeeping = {
  /** Adds a principal that may write, or updates its name and rights; records refer to it. */
  putPrincipal(by: Principal, who: Principal): Promise<void>;
  /** Random, stored, and changed by a restore alone. */
  epoch: string;
  /** Seals cursors and page tokens; kept in the database. 32 bytes. */
  sealKey: Uint8Array;
  /** Signs the heads of the journal; as `newHeadKey` makes it, and kept in the database. */
  auditKey: string;
  /** Called after each commit of this process: a hint, not a promise. */
  onCommit(listener: () => void): () => void;
  /**
   * Null while the database's file is the one that was opened, and what writes and reads it runs; else a sentence
   * that says what is lost: nothing more is acknowledged then.
   */
  findLoss(): Promise<string | null>;
  /** Throws where the database does not answer. */
  ping(): Promise<void>;
  pulse(): Promise<Pulse>;
  close(): Promise<void>;
};
