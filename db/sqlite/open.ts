import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../store';
import { createAnswers } from './answers';
import { createBoardQuery } from './board-query';
import { openReader, over } from './client';
import { createEventQueries } from './event-queries';
import { isHeavy, onlyCountry } from './filter';
import { listHistory } from './history';
import { createJournal } from './journal';
import { startReader } from './reader-port';
import { createReferenceQueries } from './reference-queries';
import { meta } from './schema-reference';
import type { Seed } from './seed-command';
import { startWriter } from './writer-port';

/** `root` is the program's own folder; `threads` that of the built threads where they are not beside this file. */
export type StoreOptions = { root: string; dataDir: string; seed: Seed; threads?: URL };

function scriptOf(name: 'writer' | 'reader', threads: URL | undefined): URL {
  const isSource = threads === undefined && import.meta.url.endsWith('.ts');
  return new URL(`./${name}.${isSource ? 'ts' : 'mjs'}`, threads ?? import.meta.url);
}

/**
 * Opens the store in a folder, made, migrated and seeded where it is new.
 * @throws AppError 'unavailable' with what to do, where that cannot be.
 */
export async function openStore({ root, dataDir, seed, threads }: StoreOptions): Promise<Store> {
  const file = join(dataDir, 'chancery.db');
  const writer = await startWriter({ file, root, seed }, scriptOf('writer', threads));
  const reader = await startReader(file, scriptOf('reader', threads));
  const connection = openReader(file);
  const db = over(connection);
  const journal = createJournal(db);
  const events = createEventQueries(db, journal);
  const references = createReferenceQueries(db);
  const { board } = createBoardQuery(db, journal, events);
  const answers = createAnswers(db);
  const kept = new Map(
    db
      .select()
      .from(meta)
      .all()
      .map(({ key, value }) => [key, value]),
  );
  const listeners = new Set<() => void>();

  /** One snapshot for all that a query reads. */
  const read = async <T>(query: () => T): Promise<T> => connection.transaction(query)();
  const write: typeof writer.run = async (name, ...args) => {
    const value = await writer.run(name, ...args);
    for (const listener of listeners) listener();
    return value;
  };

  return {
    createEvent: (by, input, idempotency) => write('createEvent', by, input, idempotency),
    updateEvent: (...edit) => write('updateEvent', ...edit),
    deleteEvent: (by, id, version, reason) => write('deleteEvent', by, id, version, reason),
    removeExamples: (by) => write('removeExamples', by),
    lapseDue: (by, now) => write('lapseDue', by, now),

    getEvent: (who, idOrRef) => read(() => events.getEvent(who, idOrRef)),
    getEvents: (who, ids) => read(() => events.getEvents(who, ids)),
    listEvents: (who, query, signal) =>
      isHeavy(query.filter) && onlyCountry(query.filter) === null
        ? reader.run(signal, 'listEvents', who, query)
        : read(() => events.listEvents(who, query)),
    listPressing: (who) => read(() => events.listPressing(who)),
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

    head: () => read(() => journal.head()),
    chainAt: (_, seq) => read(() => journal.chainAt(seq)),
    readJournal: (_, after, limit) => read(() => journal.read(after, limit)),

    putPrincipal: (by, who) => write('putPrincipal', by, who),
    epoch: kept.get('epoch') ?? '',
    sealKey: Buffer.from(kept.get('seal key') ?? '', 'base64url'),
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ping: () => read(() => void db.select({ key: meta.key }).from(meta).limit(1).get()),
    pulse: async () => ({
      waiting: { writer: writer.waiting(), reader: reader.waiting() },
      walBytes: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    }),
    close: async () => {
      await writer.close();
      await reader.close();
      connection.close();
    },
  };
}
