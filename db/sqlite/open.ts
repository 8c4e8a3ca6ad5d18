import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Country } from '../model/places/countries';
import type { Store } from '../store';
import { createAuditQuery } from './audit/audit-query';
import { createAuthenticator } from './authentication';
import { createDb, openReader } from './client';
import type { Seed } from './commands/seed';
import { toOpenError } from './database-errors';
import { createFileLostError, trackFileIdentity } from './file-identity';
import { createEventHistory } from './journal/history';
import { createJournal } from './journal/journal';
import { createAccountQueries } from './queries/accounts';
import { createBoardQuery } from './queries/board';
import { createDeletedQueries } from './queries/deleted-events';
import { createEventRows } from './queries/event-rows';
import { createEventQueries } from './queries/events';
import { isHeavy, onlyCountry } from './queries/filter';
import { createPlaceQuery } from './queries/places';
import { createRecordQueries } from './records/record-queries';
import { meta } from './schema/reference';
import { createCheckpointer } from './threads/checkpointer-port';
import { createReader } from './threads/reader-port';
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
const threadEndedMessage =
  'The part of Chancery that stores the records has failed (see the log): start Chancery again.';

function urlOfScript(name: 'writer' | 'reader' | 'checkpointer', threads: URL | undefined): URL {
  const isSource = threads === undefined && import.meta.url.endsWith('.ts');
  return new URL(isSource ? `./threads/${name}.ts` : `./${name}.mjs`, threads ?? import.meta.url);
}

/**
 * Opens the store of a data folder: creates and seeds the database if it is new, migrates it if it is older.
 * @throws AppError 'unavailable' with what to do
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
  const reader = createReader({ file, own }, urlOfScript('reader', threads), onBackgroundError);
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
  const { board } = createBoardQuery(db, journal, events, own);
  const eventRows = createEventRows(db);
  const authenticator = createAuthenticator(db);
  const accounts = createAccountQueries(db);
  const audit = createAuditQuery(db);
  const metaValues = new Map(
    db
      .select()
      .from(meta)
      .all()
      .map(({ key, value }) => [key, value]),
  );
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
    removeExamples: (by) => write('removeExamples', by),
    lapseDue: (by, now) => write('lapseDue', by, now),

    getEvent: (who, idOrRef) => read(() => events.getEvent(who, idOrRef)),
    findVisible: (who, ids) => read(() => [...eventRows.kindsOf(who, ids).keys()]),
    getEvents: (who, ids) => read(() => events.getEvents(who, ids)),
    listEvents: (who, query, signal) =>
      isHeavy(query.filter) && onlyCountry(query.filter) === null
        ? reader.run(signal, 'listEvents', who, query)
        : read(() => events.listEvents(who, query)),
    scanEvents: (who, query, signal) => reader.run(signal, 'listEvents', who, query),
    listDeleted: (who, query, signal) => reader.run(signal, 'listDeleted', who, query),
    getDeleted: (who, idOrRef) => read(() => deleted.getDeleted(who, idOrRef)),
    listDeletionReasons: (who, ids) => read(() => deleted.listDeletionReasons(who, ids)),
    listActive: (who) => read(() => events.listActive(who)),
    listLapsed: (who, since, limit) => read(() => events.listLapsed(who, since, limit)),
    listExamples: (who, limit) => read(() => events.listExamples(who, limit)),
    nextLapse: () => read(() => events.nextLapse()),
    board: (who, filter, now, signal) =>
      isHeavy(filter) ? reader.run(signal, 'board', who, filter, now) : read(() => board(who, filter, now)),
    listHistory: (who, idOrRef) => read(() => listEventHistory(who, idOrRef)),

    createRecord: (...args) => noteWrite(writer.call('createRecord', args)),
    updateRecord: (...args) => noteWrite(writer.call('updateRecord', args)),
    deleteRecord: (...args) => noteWrite(writer.call('deleteRecord', args)),
    getRecord: (...args) => read(() => records.getRecord(...args)),
    listRecords: (...args) => read(() => records.listRecords(...args)),
    listRecordHistory: (...args) => read(() => records.listRecordHistory(...args)),
    listPlaces: (_, query) => read(() => listPlaces(query)),

    hasAccounts: authenticator.hasAccounts,
    authenticate: authenticator.authenticate,
    listPeople: () => read(() => accounts.listPeople()),
    listAccounts: (who) => read(() => accounts.listAccounts(who)),
    getAccount: (who, id) => read(() => accounts.getAccount(who, id)),
    updateAccount: (by, id, version, input) => write('updateAccount', by, id, version, input),
    createFirstAccount: (by, person) => write('createFirstAccount', by, person),
    createSetUpInvitation: (by, token) => write('createSetUpInvitation', by, token),
    invite: (by, input, token) => write('invite', by, input, token),
    createResetInvitation: (by, id, token) => write('createResetInvitation', by, id, token),
    listInvitations: (who, now) => read(() => accounts.listInvitations(who, now)),
    withdrawInvitation: (by, id) => write('withdrawInvitation', by, id),
    findInvitation: (hash, now) => read(() => accounts.findInvitation(hash, now)),
    acceptInvitation: (by, hash, given, now) => write('acceptInvitation', by, hash, given, now),
    listSessions: (who, current) => read(() => accounts.listSessions(who, current)),
    endSession: (by, id) => write('endSession', by, id),
    endSessions: (by) => write('endSessions', by),
    endPendingSignIns: (by) => write('endPendingSignIns', by),
    createKey: (by, input, key) => write('createKey', by, input, key),
    listKeys: (who, query) => read(() => accounts.listKeys(who, query)),
    revokeKey: (by, id) => write('revokeKey', by, id),
    logAccess: (by, entry) => write('logAccess', by, entry),
    consumeOneTimeCode: (by, personId, code, now) => write('consumeOneTimeCode', by, personId, code, now),
    listAudit: (who, query) => read(() => audit.listAudit(who, query)),
    getPasswordSetAt: (_, id) => read(() => accounts.getPasswordSetAt(id)),
    deleteExpiredAccess: (by, now) => write('deleteExpiredAccess', by, now),
    countSignInFailures: (keys, now) => read(() => accounts.countSignInFailures(keys, now)),
    recordSignInFailure: (by, keys, now) => write('recordSignInFailure', by, keys, now),
    clearSignInFailures: (by, keys) => write('clearSignInFailures', by, keys),
    runAuthStatement: (sql, params, method) => write('runAuthStatement', sql, params, method),

    head: () => read(() => journal.head()),
    chainAt: (_, seq) => read(() => journal.chainAt(seq)),
    readJournal: (_, after, limit) =>
      read(() => {
        const { records: found, ...rest } = journal.read(after, limit);
        return { ...rest, records: found.map(records.withCurrentRights) };
      }),

    putPrincipal: (by, who) => write('putPrincipal', by, who),
    epoch: metaValues.get('epoch') ?? '',
    sealKey: Buffer.from(metaValues.get('seal key') ?? '', 'base64url'),
    auditKey: metaValues.get('audit key') ?? '',
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    findFatalError: async () => {
      if (!isInPlace()) return createFileLostError(file).message;
      return writer.isRunning() && reader.isRunning() ? null : threadEndedMessage;
    },
    ping: async () => {
      if (!writer.isRunning() || !reader.isRunning()) throw new Error(threadEndedMessage);
      // A new connection, because the others may read from their caches.
      const probe = openReader(file);
      try {
        createDb(probe).select({ key: meta.key }).from(meta).limit(1).get();
      } finally {
        probe.close();
      }
    },
    readLoad: async () => ({
      waiting: { writer: writer.waiting(), reader: reader.waiting() },
      walBytes: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    }),
    close: async () => {
      // The writer last: the last connection to close checkpoints the log, which a reader cannot do.
      await reader.close();
      await checkpointer.close();
      connection.close();
      await writer.close();
    },
  };
}
