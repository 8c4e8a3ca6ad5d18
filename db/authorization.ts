import type { Principal } from './model/access/principal';
import { systemId } from './model/access/principal-ids';
import { requireRole } from './model/access/rights';
import { failure } from './model/errors';
import { records } from './model/records/record-types';
import type { Role } from './model/words';
import type { Store } from './store';

/** A role, or the program itself and no person, whatever their role. */
export type Requirement = Role | 'system';

type ArgumentsOf<Name extends keyof Store> = Store[Name] extends (...args: infer Args) => unknown
  ? Args
  : never;

/** Every method of the port that acts for a principal. */
export type AuthorizedName = {
  [Name in keyof Store]: Store[Name] extends (...args: infer Args) => unknown
    ? Args extends [Principal, ...unknown[]]
      ? Name
      : never
    : never;
}[keyof Store];

/** The arguments of such a method, the principal first. */
export type AuthorizedArguments<Name extends AuthorizedName> = ArgumentsOf<Name> & [Principal, ...unknown[]];

/** A requirement, or a function of the arguments where it depends on them, such as on the type of a record. */
type RequirementOf<Args extends unknown[]> = Requirement | ((...args: Args) => Requirement);

/**
 * What each command and query of the port requires. It is total: a method without an entry does not compile. A store
 * checks commands inside their transaction against today's rights of the principal, and queries against the principal
 * that it is given. What else depends on a record (its marking, its version) is the command's own.
 */
export const requiredRoles: { readonly [Name in AuthorizedName]: RequirementOf<ArgumentsOf<Name>> } = {
  createEvent: 'analyst',
  updateEvent: 'analyst',
  deleteEvent: 'analyst',
  restoreEvent: 'analyst',
  confirmChanges: 'analyst',
  revertChanges: 'analyst',
  listToBeConfirmed: 'analyst',
  listEnded: 'viewer',
  mergeEvent: 'analyst',
  applyBatch: 'analyst',
  changeEvents: 'analyst',
  undoOperation: 'analyst',
  removeExamples: 'analyst',
  startExercise: 'analyst',
  readExercise: 'viewer',
  advanceExercise: 'system',
  removeExercise: 'analyst',
  lapseDue: 'system',
  getEvent: 'viewer',
  listEvents: 'viewer',
  scanEvents: 'viewer',
  listDeleted: 'analyst',
  getDeleted: 'analyst',
  listDeletionReasons: 'analyst',
  listActive: 'viewer',
  listLapsed: 'viewer',
  listExamples: 'viewer',
  board: 'viewer',
  timeline: 'viewer',
  trends: 'viewer',
  map: 'viewer',
  near: 'viewer',
  listSimilar: 'viewer',
  listHistory: 'viewer',
  getEventAsOf: 'viewer',
  listChangedSince: 'viewer',
  nextLapse: 'system',

  createRecord: (by, type) => writingRole(by, records[type].roles.create),
  updateRecord: (by, type) => writingRole(by, records[type].roles.update),
  deleteRecord: (by, type) => writingRole(by, records[type].roles.delete ?? 'system'),
  getRecord: (_, type) => records[type].roles.read,
  listRecords: (_, type) => records[type].roles.read,
  listRecordHistory: (_, type) => records[type].roles.read,
  listPlaces: 'viewer',

  listPeople: 'viewer',
  listAccounts: 'admin',
  getAccount: (by, id) => (id === by.id ? 'viewer' : 'admin'),
  updateAccount: 'admin',
  createFirstAccount: 'system',
  createSetUpInvitation: 'system',
  invite: 'admin',
  createResetInvitation: 'admin',
  listInvitations: 'admin',
  withdrawInvitation: 'admin',
  acceptInvitation: 'system',
  listSessions: 'viewer',
  endSession: 'viewer',
  endSessions: 'viewer',
  endOtherSignIns: 'viewer',
  createKey: 'viewer',
  listKeys: 'viewer',
  revokeKey: 'viewer',
  createDisplayLink: 'viewer',
  listDisplayLinks: 'viewer',
  renewDisplayLink: 'viewer',
  openDisplayLink: 'system',
  revokeDisplayLink: 'viewer',
  findOwnDisplay: 'viewer',
  logAccess: 'viewer',
  consumeOneTimeCode: 'system',
  listAudit: 'admin',
  getPasswordSetAt: 'system',
  deleteExpiredAccess: 'system',
  recordSignInFailure: 'system',
  clearSignInFailures: 'system',

  createAuthRecord: 'system',
  findAuthRecords: 'system',
  countAuthRecords: 'system',
  updateAuthRecords: 'system',
  deleteAuthRecords: 'system',
  consumeAuthRecord: 'system',
  incrementAuthRecord: 'system',

  head: 'viewer',
  chainAt: 'viewer',
  readJournal: 'viewer',
  findVisible: 'viewer',
  getEvents: 'viewer',
  putPrincipal: 'system',
};

/** A key without the scope `write`, such as that of a display, has the role viewer: it writes nothing. */
function writingRole(by: Principal, role: Requirement): Requirement {
  return by.kind === 'key' && role === 'viewer' ? 'analyst' : role;
}

/** Checks a call of the port. @throws AppError 'forbidden' */
export function authorize<Name extends AuthorizedName>(name: Name, args: AuthorizedArguments<Name>): void {
  const required: RequirementOf<AuthorizedArguments<Name>> = requiredRoles[name];
  requireAccess(args[0], typeof required === 'function' ? required.apply(null, args) : required);
}

/** @throws AppError 'forbidden' */
export function requireAccess(by: Pick<Principal, 'id' | 'role'>, required: Requirement): void {
  if (required !== 'system') requireRole(by, required);
  else if (by.id !== systemId) throw failure('system-only');
}
