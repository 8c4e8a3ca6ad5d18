import { join } from 'node:path';
import Database from 'better-sqlite3';

export function databaseOf(dataDir: string): string {
  return join(dataDir, 'chancery.db');
}

/** Does something with a database's file, beside Chancery. */
export function withDatabase<T>(file: string, work: (connection: Database.Database) => T): T {
  const connection = new Database(file);
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}
