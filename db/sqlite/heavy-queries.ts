import type { Country } from '../model/countries';
import { createBoardQuery } from './board-query';
import { type Connection, over } from './client';
import { createDeletedQueries } from './deleted-events';
import { createEventQueries } from './event-queries';
import { createJournal } from './journal';

/** The queries that may be long, on a connection of their own. */
export function createHeavyQueries(connection: Connection, own: readonly Country[]) {
  const db = over(connection);
  const journal = createJournal(db);
  const { listEvents, listPressing } = createEventQueries(db, journal);
  const { board } = createBoardQuery(db, journal, { listPressing }, own);
  const { listDeleted } = createDeletedQueries(db, journal);
  return { listEvents, listDeleted, board };
}

export type HeavyQueries = ReturnType<typeof createHeavyQueries>;
