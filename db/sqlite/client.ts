import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { AppError } from '../model/errors';

export type Connection = Database.Database;
export type Db = BetterSQLite3Database & { $client: Connection };

const full = 2;

/**
 * The one connection that writes. `synchronous=FULL` is read back: this driver's build falls back to NORMAL
 * in WAL, and then an acknowledged write would not survive a power cut. Checkpoints are the writer's own
 * (see `writer.ts`): automatic ones would lengthen the commit that happens to trip them.
 */
export function openWriter(file: string): Connection {
  const connection = opened(file, () => new Database(file, { timeout: 10_000 }));
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('wal_autocheckpoint = 0');
  connection.pragma('cache_size = -65536');
  const settings = [
    connection.pragma('journal_mode', { simple: true }) === 'wal',
    connection.pragma('synchronous', { simple: true }) === full,
    connection.pragma('foreign_keys', { simple: true }) === 1,
  ];
  if (settings.includes(false)) {
    connection.close();
    throw new AppError(
      'unavailable',
      `The database ${file} cannot be kept durable here: put DATA_DIR on a local disk.`,
    );
  }
  return connection;
}

/**
 * A connection that only reads: queries on it never wait for the writer. Long queries ask `check` on every
 * row, as still_wanted(…), and end by what it throws.
 */
export function openReader(file: string, check: () => void = () => {}): Connection {
  const connection = opened(file, () => new Database(file, { readonly: true, timeout: 10_000 }));
  connection.pragma('cache_size = -65536');
  connection.function('still_wanted', { varargs: true }, () => {
    check();
    return 1;
  });
  return connection;
}

export function over(connection: Connection): Db {
  return drizzle(connection);
}

function opened(file: string, open: () => Connection): Connection {
  try {
    const connection = open();
    connection.pragma('schema_version');
    return connection;
  } catch (cause) {
    throw unopenable(file, cause);
  }
}

/** Turns what SQLite says of a file into what its owner can do. */
export function unopenable(file: string, cause: unknown): AppError {
  const code = cause instanceof Database.SqliteError ? cause.code : '';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new AppError('unavailable', `The file ${file} is not a sound database: restore it from a backup.`);
  }
  if (code === 'SQLITE_BUSY') {
    return new AppError(
      'unavailable',
      `The database ${file} is locked by another program: stop that one first.`,
    );
  }
  if (code === 'SQLITE_FULL') {
    return new AppError('unavailable', `The disk that holds ${file} is full: make room first.`);
  }
  return new AppError(
    'unavailable',
    `The database ${file} cannot be opened for writing: check that DATA_DIR may be written.`,
  );
}
