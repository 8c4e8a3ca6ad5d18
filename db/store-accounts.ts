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
import type { DisplayLink, DisplayLinkInput, OpenedDisplay } from './model/access/display-link';
import type { Principal } from './model/access/principal';
import type { AuditAct, InvitationKind } from './model/words';
import type { Page, Paging } from './page';
import type { AccessLogEntry } from './rules/access/access-entry';

/** The principal of a request and when its session or key expires (ms); `session` is an id, null for a key. */
export type Authentication = { principal: Principal; session: string | null; expiresAt: number };

export type NewPerson = { name: string; email: string; passwordHash: string };
/** What a person enters to accept an invitation; `name` and `email` only if the invitation does not have them. */
export type Acceptance = { name?: string; email?: string; passwordHash: string };
/** `hash` is the SHA-256 of the token (base64url); the token is never stored. `expiresAt` in ms. */
export type LinkToken = { hash: string; expiresAt: number };
/** `hash` is the SHA-256 of the secret that a display's browser keeps, `start` its first characters. */
export type DisplaySecret = { hash: string; start: string };
/** `hash` is the SHA-256 of the key (base64url), `start` its first characters; the key is never stored. */
export type NewKey = { hash: string; start: string };
export type InvitationInfo = { kind: InvitationKind; email: string | null };
export type AuditQuery = {
  type: 'account' | 'all';
  after: number | null;
  limit: number;
  /** Id of the principal who acted. */
  by?: string;
  /** What was done; if given, `type` has no effect. */
  what?: AuditAct;
  /** Start, inclusive (ms). */
  from?: number;
  /** End, exclusive (ms). */
  to?: number;
};

/** What a secret belongs to. Only pages send the secret of a display, in its cookie. */
export type SecretKind = 'session' | 'key' | 'display';

/**
 * People, their sessions, keys and invitations, and the audit. Each request and each frame to each viewer calls
 * `authenticate`, so a store keeps what it has found until rights change.
 */
export type Accounts = {
  hasAccounts(): Promise<boolean>;
  /**
   * The principal of a session token, or of the hash of a key or of a wall display's secret; null if it is unknown,
   * expired or of another kind, or the person is suspended. `now` in ms.
   */
  authenticate(kind: SecretKind, secret: string, now: number): Promise<Authentication | null>;
  listPeople(by: Principal): Promise<{ id: string; name: string }[]>;
  listAccounts(by: Principal): Promise<Account[]>;
  /** One's own account; administrators may read any. Null if there is no such person. */
  getAccount(by: Principal, id: string): Promise<Account | null>;
  /**
   * Rejects with 'version-conflict' as records do, 'forbidden' above the administrator's own clearance, and 'invalid' if no
   * administrator cleared for red would remain.
   */
  updateAccount(by: Principal, id: string, version: number, input: AccountInput): Promise<Account>;
  /** Returns false if an account exists already. */
  createFirstAccount(by: Principal, person: NewPerson): Promise<boolean>;
  /** Invites the first administrator; returns false if an account exists already. */
  createSetUpInvitation(by: Principal, token: LinkToken): Promise<boolean>;
  invite(by: Principal, input: InvitationInput, token: LinkToken): Promise<Invitation>;
  /** Lets a person set a new password. */
  createResetInvitation(by: Principal, id: string, token: LinkToken): Promise<Invitation>;
  listInvitations(by: Principal, now: number): Promise<Invitation[]>;
  withdrawInvitation(by: Principal, id: string): Promise<void>;
  findInvitation(hash: string, now: number): Promise<InvitationInfo | null>;
  /** Rejects with 'invalid' at "token" if it is unknown, used or expired. */
  acceptInvitation(by: Principal, hash: string, given: Acceptance, now: number): Promise<{ email: string }>;
  listSessions(by: Principal, current: string | null): Promise<Session[]>;
  endSession(by: Principal, id: string): Promise<void>;
  /** Ends all sessions of the principal; returns how many. */
  endSessions(by: Principal): Promise<number>;
  /** Ends the principal's sessions other than this one, and their sign-ins that wait for a second step. */
  endOtherSignIns(by: Principal, session: string | null): Promise<void>;
  /** Rejects with 'invalid' if the person has the maximum number of keys. */
  createKey(by: Principal, input: KeyInput, key: NewKey): Promise<ApiKey>;
  /** Oldest first; one's own, or for an administrator everyone's. */
  listKeys(by: Principal, query: Paging & { ownerId?: string }): Promise<Page<ApiKey>>;
  revokeKey(by: Principal, id: string): Promise<void>;
  /** Rejects with 'invalid' as `createKey` does. Nobody knows the secret of `unusable`, so the display works once opened. */
  createDisplayLink(
    by: Principal,
    input: DisplayLinkInput,
    link: LinkToken,
    unusable: DisplaySecret,
  ): Promise<DisplayLink>;
  /** As `listKeys`, for wall displays. */
  listDisplayLinks(by: Principal, query: Paging & { ownerId?: string }): Promise<Page<DisplayLink>>;
  renewDisplayLink(by: Principal, id: string, link: LinkToken): Promise<DisplayLink>;
  /** Null if the link is unknown, used or expired. `expiresAt` in ms. */
  openDisplayLink(
    by: Principal,
    linkHash: string,
    secret: DisplaySecret,
    now: number,
  ): Promise<(OpenedDisplay & { expiresAt: number }) | null>;
  revokeDisplayLink(by: Principal, id: string): Promise<void>;
  /** The display that the principal is; null for every other principal. */
  findOwnDisplay(by: Principal): Promise<OpenedDisplay | null>;
  logAccess(by: Principal, entry: AccessLogEntry): Promise<void>;
  /** Marks a one-time code of a person's authenticator as used; false if it was used before. `now` in ms. */
  consumeOneTimeCode(by: Principal, personId: string, code: string, now: number): Promise<boolean>;
  /** Newest first. */
  listAudit(by: Principal, query: AuditQuery): Promise<Page<AuditEntry>>;
  /** When the person's password was last set (ms); null if they have none, or nobody has that e-mail address. */
  getPasswordSetAt(by: Principal, person: { id: string } | { email: string }): Promise<number | null>;
  /** Deletes sessions, pending sign-ins, invitations and failure counts that have expired by `now` (ms). */
  deleteExpiredAccess(by: Principal, now: number): Promise<void>;
  countSignInFailures(keys: readonly string[], now: number): Promise<Map<string, number>>;
  recordSignInFailure(by: Principal, keys: readonly string[], now: number): Promise<void>;
  clearSignInFailures(by: Principal, keys: readonly string[]): Promise<void>;
};
