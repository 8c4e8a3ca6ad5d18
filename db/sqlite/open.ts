import { join } from 'node:path';
import { type AuthorizedArguments, type AuthorizedName, authorize } from '../authorization';
import type { Principal } from '../model/access/principal';
import type { Country } from '../model/places/countries';
import type { Store } from '../store';
import { createAuditQuery } from './audit/audit-query';
import { createAuthenticator } from './authentication';
import { createDb, openReader } from './client';
import type { Seed } from './commands/seed';
import { toOpenError } from './database-errors';
import { createIndexAnswers } from './event-index/index-answers';
import { isBuiltOnDemand } from './event-index/on-demand';
import { trackFileIdentity } from './file-identity';
import { createHousekeeping } from './housekeeping';
import { createEventHistory } from './journal/history';
import { createJournal } from './journal/journal';
import { createAccountQueries } from './queries/access/accounts';
import { createAuthRecordQueries } from './queries/access/auth-records';
import { createAnswers } from './queries/answers';
import { createAsOfQueries } from './queries/as-of';
import { createAudiences } from './queries/audiences';
import { createDeletedQueries } from './queries/deleted-events';
import { createEventRows } from './queries/event-rows';
import { createEventQueries } from './queries/events';
import { createExerciseQuery } from './queries/exercise';
import { hasOwnIndex } from './queries/filter';
import { createPlaceQuery } from './queries/places';
import type { ScanQueries } from './queries/scan-queries';
import { createRecordQueries } from './records/record-queries';
import { createCheckpointer } from './threads/checkpointer-port';
import { createIndexer } from './threads/indexer-port';
import { createQueryPool, createQueryThread } from './threads/query-pool';
import type { OnBackgroundError } from './threads/thread';
import { startWriter } from './threads/writer-port';

export type StoreOptions = {
  /** The folder of the program. */
  root: string;
  dataDir: string;
  seed: Seed;
  /** Countries whose missions come first within each tier of what is under threat now. */
  own?: readonly Country[];
  /** Where the built scripts of the threads are, if not next to this file. */
  threads?: URL;
  /** Receives errors of background work, such as a checkpoint; the work is tried again. */
  onBackgroundError?: OnBackgroundError;
};

/** The path of the database in a data folder. */
export function databaseIn(dataDir: string): string {
  return join(dataDir, 'chancery.db');
}

/** A checkpoint is requested once per this many writes; a write of an event fills some 32 pages of the log. */
const checkpointWrites = 16;

/** Threads that scan events: while one person's long scan occupies one, the other answers everybody else. */
const readers = 2;

function urlOfScript(name: 'writer' | 'indexer' | 'reader' | 'checkpointer', threads: URL | undefined): URL {
  const isSource = threads === undefined && import.meta.url.endsWith('.ts');
  return new URL(isSource ? `./threads/${name}.ts` : `./${name}.mjs`, threads ?? import.meta.url);
}

/**
 * Opens the store of a data folder: creates and seeds the database if it is new, migrates it if it is older.
 * @throws AppError with what to do
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const file = databaseIn(options.dataDir);
  try {
    return await open(file, options);
  } catch (error) {
    throw toOpenError(file, error);
  }
}

async function open(
  file: string,
  { root, seed, own = [], threads, onBackgroundError }: StoreOptions,
): Promise<Store> {
  const writer = await startWriter({ file, root, seed }, urlOfScript('writer', threads), onBackgroundError);
  const checkpointer = createCheckpointer(file, urlOfScript('checkpointer', threads), onBackgroundError);
  const isInPlace = trackFileIdentity(file);
  const connection = openReader(file);
  const db = createDb(connection);
  const journal = createJournal(db);
  const events = createEventQueries(db, journal);
  const deleted = createDeletedQueries(db, journal);
  const listEventHistory = createEventHistory(db);
  const records = createRecordQueries(db);
  const listPlaces = createPlaceQuery(db);
  const { findExercise } = createExerciseQuery(db);
  const eventRows = createEventRows(db);
  const settings = { file, own };
  const indexScript = urlOfScript('indexer', threads);
  const index = createIndexer(settings, isBuiltOnDemand(db), indexScript, onBackgroundError);
  // The first call starts the thread, which then builds the index.
  if (!index.isBuilt()) index.follow();
  const readerScript = urlOfScript('reader', threads);
  const reader = createQueryPool<ScanQueries>(
    Array.from({ length: readers }, () => createQueryThread(settings, readerScript, onBackgroundError)),
  );
  const audienceOf = createAudiences(db);
  const asOf = createAsOfQueries(db, eventRows);
  const authenticator = createAuthenticator(db);
  const accounts = createAccountQueries(db);
  const authRecords = createAuthRecordQueries(db);
  const audit = createAuditQuery(db);
  // Every request depends on these queries, so a damaged file fails here and not at the first request.
  journal.head();
  events.nextLapse();
  const listeners = new Set<() => void>();
  let writes = 0;

  const [begin, end] = [connection.prepare('begin'), connection.prepare('commit')];
  /** Runs a query in one snapshot. The driver's `transaction` would create five functions for each call. */
  const read = async <T>(query: () => T): Promise<T> => {
    begin.run();
    try {
      return query();
    } finally {
      if (connection.inTransaction) end.run();
    }
  };
  const listActive = (who: Principal) => ({ ...events.listActive(who), audience: audienceOf(who) });
  const activeLists = createAnswers<ReturnType<typeof listActive>>(journal, audienceOf, read);
  /** The end of the journal when the event index was last told to follow it. */
  let followedTo = 0;
  const query = <Name extends AuthorizedName, T>(
    name: Name,
    args: AuthorizedArguments<Name>,
    run: () => T,
  ): Promise<T> =>
    read(() => {
      authorize(name, args);
      return run();
    });
  /** A query that runs in a thread. */
  const longQuery = async <Name extends AuthorizedName, T>(
    name: Name,
    args: AuthorizedArguments<Name>,
    run: () => Promise<T>,
  ): Promise<T> => {
    authorize(name, args);
    return run();
  };
  const noteWrite = async <T>(written: Promise<T>): Promise<T> => {
    const value = await written;
    writes += 1;
    if (writes % checkpointWrites === 0) checkpointer.wake();
    for (const listener of listeners) listener();
    return value;
  };
  const write: typeof writer.run = (name, ...args) => noteWrite(writer.run(name, ...args));

  return {
    createEvent: (by, input, idempotency) => write('createEvent', by, input, idempotency),
    updateEvent: (...edit) => write('updateEvent', ...edit),
    deleteEvent: (by, id, version, reason) => write('deleteEvent', by, id, version, reason),
    restoreEvent: (...restoration) => write('restoreEvent', ...restoration),
    confirmChanges: (...given) => write('confirmChanges', ...given),
    revertChanges: (...given) => write('revertChanges', ...given),
    mergeEvent: (...given) => write('mergeEvent', ...given),
    applyBatch: (by, batch) => write('applyBatch', by, batch),
    changeEvents: (...change) => write('changeEvents', ...change),
    undoOperation: (...undo) => write('undoOperation', ...undo),
    removeExamples: (by) => write('removeExamples', by),
    lapseDue: (by, now) => write('lapseDue', by, now),
    startExercise: (by, settings) => write('startExercise', by, settings),
    advanceExercise: (...step) => write('advanceExercise', ...step),
    removeExercise: (by, part) => write('removeExercise', by, part),
    readExercise: (by) => query('readExercise', [by], findExercise),

    getEvent: (...args) => query('getEvent', args, () => events.getEvent(...args)),
    findVisible: (...args) => query('findVisible', args, () => [...eventRows.kindsOf(...args).keys()]),
    getEvents: (...args) => query('getEvents', args, () => events.getEvents(...args)),
    listEvents: (who, list, signal) => {
      if (hasOwnIndex(list.filter))
        return query('listEvents', [who, list], () => events.listEvents(who, list));
      // A search scans in SQL, which finds the first page of a common word before it has found all events.
      return longQuery('listEvents', [who, list], () =>
        index.isBuilt() && !list.filter.q
          ? index.run(signal, 'listEvents', who, list)
          : reader.run(signal, 'listEvents', who, list),
      );
    },
    scanEvents: (who, list, signal) =>
      longQuery('scanEvents', [who, list, signal], () => reader.run(signal, 'listEvents', who, list)),
    listSimilar: (who, given, signal) =>
      longQuery('listSimilar', [who, given], () => reader.run(signal, 'listSimilar', who, given)),
    listDeleted: (who, list, signal) =>
      longQuery('listDeleted', [who, list], () => reader.run(signal, 'listDeleted', who, list)),
    getDeleted: (...args) => query('getDeleted', args, () => deleted.getDeleted(...args)),
    listDeletionReasons: (...args) =>
      query('listDeletionReasons', args, () => deleted.listDeletionReasons(...args)),
    listActive: (who) =>
      longQuery('listActive', [who], () => activeLists.get(who, '', () => read(() => listActive(who)))),
    listLapsed: (...args) => query('listLapsed', args, () => events.listLapsed(...args)),
    listToBeConfirmed: (...args) => query('listToBeConfirmed', args, () => events.listToBeConfirmed(...args)),
    listEnded: (...args) => query('listEnded', args, () => events.listEnded(...args)),
    listExamples: (...args) => query('listExamples', args, () => events.listExamples(...args)),
    nextLapse: (...args) => query('nextLapse', args, events.nextLapse),
    ...createIndexAnswers({ index, reader, journal, audienceOf, read }),
    getEventAsOf: (...args) => query('getEventAsOf', args, () => asOf.getEventAsOf(...args)),
    listChangedSince: (...args) => query('listChangedSince', args, () => asOf.listChangedSince(...args)),
    listHistory: (...args) => query('listHistory', args, () => listEventHistory(...args)),

    createRecord: (...args) => noteWrite(writer.call('createRecord', args)),
    updateRecord: (...args) => noteWrite(writer.call('updateRecord', args)),
    deleteRecord: (...args) => noteWrite(writer.call('deleteRecord', args)),
    getRecord: (...args) => query('getRecord', args, () => records.getRecord(...args)),
    listRecords: (...args) => query('listRecords', args, () => records.listRecords(...args)),
    listRecordHistory: (...args) =>
      query('listRecordHistory', args, () => records.listRecordHistory(...args)),
    listPlaces: (...args) => query('listPlaces', args, () => listPlaces(args[1])),

    hasAccounts: async () => authenticator.hasAccounts(),
    authenticate: async (...args) => authenticator.authenticate(...args),
    listPeople: (...args) => query('listPeople', args, accounts.listPeople),
    listAccounts: (...args) => query('listAccounts', args, accounts.listAccounts),
    getAccount: (...args) => query('getAccount', args, () => accounts.getAccount(args[1])),
    updateAccount: (by, id, version, input) => write('updateAccount', by, id, version, input),
    createFirstAccount: (by, person) => write('createFirstAccount', by, person),
    createSetUpInvitation: (by, token) => write('createSetUpInvitation', by, token),
    invite: (by, input, token) => write('invite', by, input, token),
    createResetInvitation: (by, id, token) => write('createResetInvitation', by, id, token),
    listInvitations: (...args) => query('listInvitations', args, () => accounts.listInvitations(args[1])),
    withdrawInvitation: (by, id) => write('withdrawInvitation', by, id),
    findInvitation: (hash, now) => read(() => accounts.findInvitation(hash, now)),
    acceptInvitation: (by, hash, given, now) => write('acceptInvitation', by, hash, given, now),
    listSessions: (...args) => query('listSessions', args, () => accounts.listSessions(...args)),
    endSession: (by, id) => write('endSession', by, id),
    endSessions: (by) => write('endSessions', by),
    endOtherSignIns: (by, session) => write('endOtherSignIns', by, session),
    createKey: (by, input, key) => write('createKey', by, input, key),
    listKeys: (...args) => query('listKeys', args, () => accounts.listKeys(...args)),
    revokeKey: (by, id) => write('revokeKey', by, id),
    createDisplayLink: (...args) => write('createDisplayLink', ...args),
    listDisplayLinks: (...args) => query('listDisplayLinks', args, () => accounts.listDisplayLinks(...args)),
    renewDisplayLink: (...args) => write('renewDisplayLink', ...args),
    openDisplayLink: (...args) => write('openDisplayLink', ...args),
    revokeDisplayLink: (...args) => write('revokeDisplayLink', ...args),
    findOwnDisplay: (...args) => query('findOwnDisplay', args, () => accounts.findOwnDisplay(...args)),
    logAccess: (by, entry) => write('logAccess', by, entry),
    consumeOneTimeCode: (by, personId, code, now) => write('consumeOneTimeCode', by, personId, code, now),
    listAudit: (...args) => query('listAudit', args, () => audit.listAudit(...args)),
    getPasswordSetAt: (...args) => query('getPasswordSetAt', args, () => accounts.getPasswordSetAt(args[1])),
    deleteExpiredAccess: (by, now) => write('deleteExpiredAccess', by, now),
    countSignInFailures: (keys, now) => read(() => accounts.countSignInFailures(keys, now)),
    recordSignInFailure: (by, keys, now) => write('recordSignInFailure', by, keys, now),
    clearSignInFailures: (by, keys) => write('clearSignInFailures', by, keys),

    createAuthRecord: (...args) => write('createAuthRecord', ...args),
    findAuthRecords: (_, ...args) =>
      query('findAuthRecords', [_, ...args], () => authRecords.findAuthRecords(...args)),
    countAuthRecords: (_, ...args) =>
      query('countAuthRecords', [_, ...args], () => authRecords.countAuthRecords(...args)),
    updateAuthRecords: (...args) => write('updateAuthRecords', ...args),
    deleteAuthRecords: (...args) => write('deleteAuthRecords', ...args),
    consumeAuthRecord: (...args) => write('consumeAuthRecord', ...args),
    incrementAuthRecord: (...args) => write('incrementAuthRecord', ...args),

    head: (...args) => query('head', args, journal.head),
    chainAt: (...args) => query('chainAt', args, () => journal.chainAt(args[1])),
    readJournal: async (...args) => {
      const range = await query('readJournal', args, () => {
        const { records: found, ...rest } = journal.read(args[1], args[2]);
        return { ...rest, records: found.map(records.withCurrentRights) };
      });
      // The hub reads what is new, whichever process wrote it: the index follows now, and answers without a wait.
      if (range.to.seq > followedTo) index.follow();
      followedTo = Math.max(followedTo, range.to.seq);
      return range;
    },

    putPrincipal: (by, who) => write('putPrincipal', by, who),
    ...createHousekeeping({ file, db, writer, reader, index, isInPlace }),
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      // The writer last: the last connection to close checkpoints the log, which a reader cannot do.
      await reader.close();
      await index.close();
      await checkpointer.close();
      connection.close();
      await writer.close();
    },
  };
}
