import type { Country } from '../../model/places/countries';
import { type Connection, createDb } from '../client';
import { createJournal } from '../journal/journal';
import { createBoardQuery } from './board';
import { createDeletedQueries } from './deleted-events';
import { createEventQueries } from './events';

/** The queries that may take long, for a connection of the reader thread. */
export function createHeavyQueries(connection: Connection, own: readonly Country[]) {
  const db = createDb(connection);
  const journal = createJournal(db);
  const { listEvents, listActive } = createEventQueries(db, journal);
  const { board } = createBoardQuery(db, journal, { listActive }, own);
  const { listDeleted } = createDeletedQueries(db, journal);
  return { listEvents, listDeleted, board };
}

export type HeavyQueries = ReturnType<typeof createHeavyQueries>;
