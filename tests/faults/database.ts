import { expect } from '@playwright/test';
import { databaseOf, withDatabase } from '../support/database';

/** The rows that a query returns on a separate connection. */
export function rowsOf<T>(dataDir: string, query: string): T[] {
  return withDatabase(databaseOf(dataDir), (connection) => connection.prepare<[], T>(query).all());
}

/** Expects that the file is intact, no reference is broken, and the journal has no gap and never goes back in time. */
export function expectSound(dataDir: string): void {
  expect(rowsOf(dataDir, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(rowsOf(dataDir, 'pragma foreign_key_check')).toEqual([]);
  expect(rowsOf(dataDir, 'select coalesce(max(seq), 0) - count(*) holes from changes')).toEqual([
    { holes: 0 },
  ]);
  const steps = 'select at - lag(at) over (order by seq) step from changes';
  expect(rowsOf(dataDir, `select step from (${steps}) where step < 0`)).toEqual([]);
}
