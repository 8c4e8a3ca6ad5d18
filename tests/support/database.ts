import { join } from 'node:path';
import Database from 'better-sqlite3';

export function databaseOf(dataDir: string): string {
  return join(dataDir, 'chancery.db');
}

/** Opens a database file on a separate connection, and closes it afterwards. */
export function withDatabase<T>(file: string, work: (connection: Database.Database) => T): T {
  const connection = new Database(file);
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

/** The titles of the events in a database, in order of logging. */
export function titlesIn(file: string): string[] {
  return withDatabase(file, (connection) =>
    connection
      .prepare<[], string>(
        `select json_extract(record, '$.title') from events where is_deleted = 0 order by n`,
      )
      .pluck()
      .all(),
  );
}
