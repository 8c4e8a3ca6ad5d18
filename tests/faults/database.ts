import { join } from 'node:path';
import { expect } from '@playwright/test';
import Database from 'better-sqlite3';

export function fileOf(dataDir: string): string {
  return join(dataDir, 'chancery.db');
}

/** What a query answers, read by another program than the server. */
export function rowsOf<T>(dataDir: string, query: string): T[] {
  const connection = new Database(fileOf(dataDir));
  try {
    return connection.prepare<[], T>(query).all();
  } finally {
    connection.close();
  }
}

/** Titles of the events that are kept, in the order in which they were logged. */
export function titlesIn(dataDir: string): string[] {
  const rows = rowsOf<{ title: string }>(
    dataDir,
    "select record ->> 'title' title from events where is_deleted = 0 order by n",
  );
  return rows.map(({ title }) => title);
}

/** The file is whole, no row refers to what is not there, and the journal has no hole. */
export function expectSound(dataDir: string): void {
  expect(rowsOf(dataDir, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(rowsOf(dataDir, 'pragma foreign_key_check')).toEqual([]);
  expect(rowsOf(dataDir, 'select coalesce(max(seq), 0) - count(*) holes from changes')).toEqual([
    { holes: 0 },
  ]);
}
