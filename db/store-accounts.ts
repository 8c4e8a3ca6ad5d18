import type {
  Account,
  AccountInput,
  ApiKey,
  AuditEntry,
  Invitation,
  InvitationInput,
  KeyInput,
  Session,
} from './model/access/account';
import type { Principal } from './model/access/principal';
import type { AccessAct, AuditAct, InvitationKind } from './model/words';
import type { Page, Paging } from './page';

/** Who acts, and until when they are known (ms); `session` is its id, null for a key. */
export type Access = { principal: Principal; session: string | null; expiresAt: number };

/** A person who is let in; of the password only its hash is given. */
export type Newcomer = { name: string; email: string; passwordHash: string };
/** What a person who follows a link gives; who they are where the link does not say. */
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
export type Accounts = {
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
  /** Ends the principal's sign-ins that wait for their second step. */
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
  /** When somebody's password was set last (ms); null where they have none. */
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
