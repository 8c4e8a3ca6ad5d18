import type { Country } from '../../model/places/countries';
import { type Connection, createDb } from '../client';
import { createJournal } from '../journal/journal';
import { createBoardWithoutIndex } from './board-without-index';
import { createDeletedQueries } from './deleted-events';
import { createEventQueries } from './events';
import { createSimilarQuery } from './similar';

/** The queries that may scan many events, for a connection of the reader's thread. */
export function createScanQueries(connection: Connection, own: readonly Country[]) {
  const db = createDb(connection);
  const journal = createJournal(db);
  const { listEvents, listActive } = createEventQueries(db, journal);
  const { listDeleted } = createDeletedQueries(db, journal);
  const { listSimilar } = createSimilarQuery(db);
  return {
    listEvents,
    listSimilar,
    listDeleted,
    boardWithoutIndex: createBoardWithoutIndex(db, { listActive }, own),
  };
}

export type ScanQueries = ReturnType<typeof createScanQueries>;
