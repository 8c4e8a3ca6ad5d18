import type {
  Account,
  AccountInput,
  ApiKey,
  AuditEntry,
  Invitation,
  InvitationInput,
  KeyInput,
  Session,
} from './model/account';
import type { Figures } from './model/board';
import type { Event, EventInput } from './model/event';
import type { Filter } from './model/filter';
import type { ChangedType } from './model/live';
import type { Principal } from './model/principal';
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
import type { AccessAct, AuditAct, InvitationKind, Tlp } from './model/words';

/**
 * What is kept, behind one port: every command and query takes the Principal first, and answers only
 * what he may see. One command is one transaction; what goes in and out can be cloned. Expected failures
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
  listPressing(by: Principal): Promise<{ items: Event[]; position: Position }>;
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
export type Page<T> = { items: T[]; next: string | null };

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

/** `after` is the id of the last of the page before. */
export type Paging = { limit: number; after: string | null };

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

/** Who acts, and until when he is known (ms); `session` is its id, null for a key. */
export type Access = { principal: Principal; session: string | null; expiresAt: number };

/** A person who is let in; of the password only its hash is given. */
export type Newcomer = { name: string; email: string; passwordHash: string };
/** What one who follows a link gives; who he is where the link does not say. */
export type Accepted = { name?: string; email?: string; passwordHash: string };
/** `hash` is that of the token (SHA-256, base64url): the token itself is never kept. */
export type NewLink = { hash: string; expiresAt: number };
export type NewKey = { hash: string; start: string };
export type FoundLink = { kind: InvitationKind; email: string | null };
/** What the audit tells of an account; `details` hold no secret. */
export type AccessNote = {
  what: AccessAct;
  accountId: string;
  version?: number;
  details?: Record<string, unknown>;
};
export type AuditQuery = {
  type: 'account' | 'all';
  after: number | null;
  limit: number;
  /** The principal who acted. */
  by?: string;
  /** What was done; `type` has no effect beside it. */
  what?: AuditAct;
  /** From this moment on (ms), and before that one. */
  from?: number;
  to?: number;
};

/**
 * People, what they come in by, and the audit. The two look-ups of who acts are answered at once: they are made
 * for each request, and for each viewer of each frame, by the rights of that moment.
 */
type Accounts = {
  hasPeople(): boolean;
  /** By the token of a session or the hash of a key; null also where it has run out or the person is suspended. */
  findAccess(kind: 'session' | 'key', secret: string, now: number): Access | null;
  listPeople(by: Principal): Promise<{ id: string; name: string }[]>;
  listAccounts(by: Principal): Promise<Account[]>;
  /** Oneself, or for an administrator anybody; null where there is no such person. */
  getAccount(by: Principal, id: string): Promise<Account | null>;
  /** 'moved-on' as for records; 'forbidden' above the administrator's own clearance; 'invalid' for the last one. */
  updateAccount(by: Principal, id: string, version: number, input: AccountInput): Promise<Account>;
  /** False where somebody has an account already; so of `offerSetUp`. */
  createFirstAccount(by: Principal, newcomer: Newcomer): Promise<boolean>;
  offerSetUp(by: Principal, link: NewLink): Promise<boolean>;
  invite(by: Principal, input: InvitationInput, link: NewLink): Promise<Invitation>;
  offerReset(by: Principal, id: string, link: NewLink): Promise<Invitation>;
  listInvitations(by: Principal, now: number): Promise<Invitation[]>;
  withdrawInvitation(by: Principal, id: string): Promise<void>;
  findLink(hash: string, now: number): Promise<FoundLink | null>;
  /** 'invalid' at "token" where it is unknown, used or too old. */
  acceptInvitation(by: Principal, hash: string, given: Accepted, now: number): Promise<{ email: string }>;
  listSessions(by: Principal, current: string | null): Promise<Session[]>;
  endSession(by: Principal, id: string): Promise<void>;
  /** Answers how many ended. */
  endSessions(by: Principal): Promise<number>;
  /** Sign-ins of his that wait for their second step come to nothing. */
  endHalfSignIns(by: Principal): Promise<void>;
  /** 'invalid' where this person has as many keys as one may have. */
  createKey(by: Principal, input: KeyInput, key: NewKey): Promise<ApiKey>;
  /** In the order in which they were created: one's own, or for an administrator everybody's. */
  listKeys(by: Principal, query: Paging & { ownerId?: string }): Promise<Page<ApiKey>>;
  revokeKey(by: Principal, id: string): Promise<void>;
  note(by: Pick<Principal, 'id'>, entry: AccessNote): Promise<void>;
  /** Marks a code of a person's second factor as used; false where it was used before. `now` in ms. */
  takeCode(by: Principal, personId: string, code: string, now: number): Promise<boolean>;
  /** Newest first. */
  listAudit(by: Principal, query: AuditQuery): Promise<Page<AuditEntry>>;
  /** When somebody's password was set last (ms); null where he has none. */
  passwordSetAt(by: Principal, id: string): Promise<number | null>;
  /** Puts away what has run out by `now` (ms). */
  tidyAccess(by: Principal, now: number): Promise<void>;
  countFailures(keys: readonly string[], now: number): Promise<Map<string, number>>;
  countFailure(by: Principal, keys: readonly string[], now: number): Promise<void>;
  forgetFailures(by: Principal, keys: readonly string[]): Promise<void>;
  /** One statement of better-auth on its own tables: rows as lists of values. */
  runAuth(sql: string, params: unknown[], method: AuthMethod): Promise<unknown[]>;
};
export type AuthMethod = 'run' | 'all' | 'values' | 'get';

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
  /** Enters who may write, or his new name and rights: records refer to him. */
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
