import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Country } from '../model/places/countries';
import type { Store } from '../store';
import { createAccess } from './access';
import { createAuditQuery } from './audit/audit-query';
import { openReader, over } from './client';
import type { Seed } from './commands/seed';
import { unopenable } from './failures';
import { lostFile, watchFile } from './file-identity';
import { listHistory } from './journal/history';
import { createJournal } from './journal/journal';
import { createAccountQueries } from './queries/accounts';
import { createAnswers } from './queries/answers';
import { createBoardQuery } from './queries/board';
import { createDeletedQueries } from './queries/deleted-events';
import { createEventQueries } from './queries/events';
import { isHeavy, onlyCountry } from './queries/filter';
import { createReferenceQueries } from './queries/reference';
import { meta } from './schema/reference';
import { startCheckpointer } from './threads/checkpointer-port';
import { startReader } from './threads/reader-port';
import type { OnTrouble } from './threads/thread';
import { startWriter } from './threads/writer-port';

export type StoreOptions = {
  /** The program's own folder. */
  root: string;
  dataDir: string;
  seed: Seed;
  /** Countries whose missions come first within each tier of what is under threat now. */
  own?: readonly Country[];
  /** Where the built threads are, if not beside this file. */
  threads?: URL;
  /** Told of what fails beside the answers, such as a checkpoint, and is tried again. */
  onTrouble?: OnTrouble;
};

/** Where the database of a data folder is. */
export function databaseIn(dataDir: string): string {
  return join(dataDir, 'chancery.db');
}

/** A write of an event fills some 32 pages of the log. */
const checkpointWrites = 16;
const lostThread =
  'The part of Chancery that stores the records has failed (see the log): start Chancery again.';

function scriptOf(name: 'writer' | 'reader' | 'checkpointer', threads: URL | undefined): URL {
  const isSource = threads === undefined && import.meta.url.endsWith('.ts');
  return new URL(isSource ? `./threads/${name}.ts` : `./${name}.mjs`, threads ?? import.meta.url);
}

/**
 * Opens the store in a folder, made, migrated and seeded where it is new.
 * @throws AppError 'unavailable' with what to do, where that cannot be.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const file = databaseIn(options.dataDir);
  try {
    return await open(file, options);
  } catch (error) {
    throw unopenable(file, error);
  }
}

async function open(
  file: string,
  { root, seed, own = [], threads, onTrouble }: StoreOptions,
): Promise<Store> {
  const writer = await startWriter({ file, root, seed }, scriptOf('writer', threads), onTrouble);
  const reader = await startReader({ file, own }, scriptOf('reader', threads), onTrouble);
  const checkpointer = await startCheckpointer(file, scriptOf('checkpointer', threads), onTrouble);
  const isInPlace = watchFile(file);
  const connection = openReader(file);
  const db = over(connection);
  const journal = createJournal(db);
  const events = createEventQueries(db, journal);
  const deleted = createDeletedQueries(db, journal);
  const references = createReferenceQueries(db);
  const { board } = createBoardQuery(db, journal, events, own);
  const answers = createAnswers(db);
  const access = createAccess(db);
  const accounts = createAccountQueries(db);
  const audit = createAuditQuery(db);
  const kept = new Map(
    db
      .select()
      .from(meta)
      .all()
      .map(({ key, value }) => [key, value]),
  );
  // What each request leans on: a file that cannot answer these is told of now, not by the first viewer.
  journal.head();
  events.nextLapse();
  const listeners = new Set<() => void>();
  let writes = 0;

  const [begin, end] = [connection.prepare('begin'), connection.prepare('commit')];
  /** One snapshot for all that a query reads; a transaction of the driver's makes five functions anew each time. */
  const read = async <T>(query: () => T): Promise<T> => {
    begin.run();
    try {
      return query();
    } finally {
      if (connection.inTransaction) end.run();
    }
  };
  const write: typeof writer.run = async (name, ...args) => {
    const value = await writer.run(name, ...args);
    writes += 1;
    if (writes % checkpointWrites === 0) checkpointer.wake();
    for (const listener of listeners) listener();
    return value;
  };

  return {
    createEvent: (by, input, idempotency) => write('createEvent', by, input, idempotency),
    updateEvent: (...edit) => write('updateEvent', ...edit),
    deleteEvent: (by, id, version, reason) => write('deleteEvent', by, id, version, reason),
    restoreEvent: (...restoration) => write('restoreEvent', ...restoration),
    removeExamples: (by) => write('removeExamples', by),
    lapseDue: (by, now) => write('lapseDue', by, now),

    getEvent: (who, idOrRef) => read(() => events.getEvent(who, idOrRef)),
    findVisible: (who, ids) => read(() => [...answers.kindsOf(who, ids).keys()]),
    getEvents: (who, ids) => read(() => events.getEvents(who, ids)),
    listEvents: (who, query, signal) =>
      isHeavy(query.filter) && onlyCountry(query.filter) === null
        ? reader.run(signal, 'listEvents', who, query)
        : read(() => events.listEvents(who, query)),
    walkEvents: (who, query, signal) => reader.run(signal, 'listEvents', who, query),
    listDeleted: (who, query, signal) => reader.run(signal, 'listDeleted', who, query),
    getDeleted: (who, idOrRef) => read(() => deleted.getDeleted(who, idOrRef)),
    whyDeleted: (who, ids) => read(() => deleted.whyDeleted(who, ids)),
    listActive: (who) => read(() => events.listActive(who)),
    listLapsed: (who, since, limit) => read(() => events.listLapsed(who, since, limit)),
    listExamples: (who, limit) => read(() => events.listExamples(who, limit)),
    nextLapse: () => read(() => events.nextLapse()),
    board: (who, filter, now, signal) =>
      isHeavy(filter) ? reader.run(signal, 'board', who, filter, now) : read(() => board(who, filter, now)),
    listHistory: (who, idOrRef) => read(() => listHistory(db, answers, who, idOrRef)),

    createMission: (by, input, idempotency) => write('createMission', by, input, idempotency),
    updateMission: (by, id, version, input) => write('updateMission', by, id, version, input),
    createActor: (by, input, idempotency) => write('createActor', by, input, idempotency),
    updateActor: (by, id, version, input) => write('updateActor', by, id, version, input),
    createVisit: (by, input, idempotency) => write('createVisit', by, input, idempotency),
    updateVisit: (by, id, version, input) => write('updateVisit', by, id, version, input),

    getMission: (_, id) => read(() => references.getMission(id)),
    listMissions: (_, query) => read(() => references.listMissions(query)),
    getActor: (_, id) => read(() => references.getActor(id)),
    listActors: (_, query) => read(() => references.listActors(query)),
    getVisit: (who, id) => read(() => references.getVisit(who, id)),
    listVisits: (who, query) => read(() => references.listVisits(who, query)),
    listPlaces: (_, query) => read(() => references.listPlaces(query)),

    hasPeople: access.hasPeople,
    findAccess: access.find,
    listPeople: () => read(() => accounts.listPeople()),
    listAccounts: (who) => read(() => accounts.listAccounts(who)),
    getAccount: (who, id) => read(() => accounts.getAccount(who, id)),
    updateAccount: (by, id, version, input) => write('updateAccount', by, id, version, input),
    createFirstAccount: (by, newcomer) => write('createFirstAccount', by, newcomer),
    offerSetUp: (by, link) => write('offerSetUp', by, link),
    invite: (by, input, link) => write('invite', by, input, link),
    offerReset: (by, id, link) => write('offerReset', by, id, link),
    listInvitations: (who, now) => read(() => accounts.listInvitations(who, now)),
    withdrawInvitation: (by, id) => write('withdrawInvitation', by, id),
    findLink: (hash, now) => read(() => accounts.findLink(hash, now)),
    acceptInvitation: (by, hash, given, now) => write('acceptInvitation', by, hash, given, now),
    listSessions: (who, current) => read(() => accounts.listSessions(who, current)),
    endSession: (by, id) => write('endSession', by, id),
    endSessions: (by) => write('endSessions', by),
    endHalfSignIns: (by) => write('endHalfSignIns', by),
    createKey: (by, input, key) => write('createKey', by, input, key),
    listKeys: (who, query) => read(() => accounts.listKeys(who, query)),
    revokeKey: (by, id) => write('revokeKey', by, id),
    note: (by, entry) => write('note', by, entry),
    takeCode: (by, personId, code, now) => write('takeCode', by, personId, code, now),
    listAudit: (who, query) => read(() => audit.listAudit(who, query)),
    passwordSetAt: (_, id) => read(() => accounts.passwordSetAt(id)),
    tidyAccess: (by, now) => write('tidyAccess', by, now),
    countFailures: (keys, now) => read(() => accounts.countFailures(keys, now)),
    countFailure: (by, keys, now) => write('countFailure', by, keys, now),
    forgetFailures: (by, keys) => write('forgetFailures', by, keys),
    runAuth: (sql, params, method) => write('runAuth', sql, params, method),

    head: () => read(() => journal.head()),
    chainAt: (_, seq) => read(() => journal.chainAt(seq)),
    readJournal: (_, after, limit) => read(() => journal.read(after, limit)),

    putPrincipal: (by, who) => write('putPrincipal', by, who),
    epoch: kept.get('epoch') ?? '',
    sealKey: Buffer.from(kept.get('seal key') ?? '', 'base64url'),
    auditKey: kept.get('audit key') ?? '',
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    findLoss: async () => {
      if (!isInPlace()) return lostFile(file).message;
      return writer.isRunning() && reader.isRunning() ? null : lostThread;
    },
    ping: async () => {
      if (!writer.isRunning() || !reader.isRunning()) throw new Error(lostThread);
      // A connection of its own: the others may answer from what they have read before.
      const probe = openReader(file);
      try {
        over(probe).select({ key: meta.key }).from(meta).limit(1).get();
      } finally {
        probe.close();
      }
    },
    pulse: async () => ({
      waiting: { writer: writer.waiting(), reader: reader.waiting() },
      walBytes: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    }),
    close: async () => {
      // The writer last: who closes last leaves everything in the one file, and a reader cannot.
      await reader.close();
      await checkpointer.close();
      connection.close();
      await writer.close();
    },
  };
}
