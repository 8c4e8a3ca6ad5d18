import { accessSync, constants, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { failure } from '../model/errors';
import { kmBetween } from '../model/places/distance';
import { toOpenError } from './database-errors';

export type Connection = Database.Database;
export type Db = BetterSQLite3Database & { $client: Connection };

/** The value of `pragma synchronous` for FULL. */
const synchronousFull = 2;
/** Another process may be seeding or migrating the database, each in one long transaction. */
const startWaitMillis = 30_000;
/** Short, because these reads run on the event loop. In WAL mode a read waits only for a recovery. */
const readWaitMillis = 250;
/** "CHNC": marks our files, so that files of other programs are refused. */
export const applicationId = 0x43484e43;

/**
 * Opens the only connection that writes. The settings are read back, because the driver's build defaults to
 * `synchronous=NORMAL` in WAL mode, with which an acknowledged write could be lost in a power failure. Automatic
 * checkpoints are off, since they would delay the commit that triggers them: `checkpointer.ts` runs them in its own
 * thread.
 */
export function openWriter(file: string): Connection {
  refuseEmptied(file);
  const connection = openConnection(file, () => {
    // Without this check SQLite opens a read-only file, and creates a log beside it that cannot be written either.
    if (sizeOf(file) > 0) accessSync(file, constants.R_OK | constants.W_OK);
    return new Database(file, { timeout: startWaitMillis });
  });
  refuseForeign(file, connection);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('wal_autocheckpoint = 0');
  connection.pragma('cache_size = -65536');
  const settings = [
    connection.pragma('journal_mode', { simple: true }) === 'wal',
    connection.pragma('synchronous', { simple: true }) === synchronousFull,
    connection.pragma('foreign_keys', { simple: true }) === 1,
  ];
  if (settings.includes(false)) {
    connection.close();
    throw failure('database-not-durable', { file });
  }
  return connection;
}

/**
 * Opens a read-only connection; its queries never wait for the writer. Long queries call `check` for each row, by
 * the SQL function `not_cancelled`, and fail with what it throws.
 */
export function openReader(file: string, check: () => void = () => {}): Connection {
  const connection = openConnection(
    file,
    () => new Database(file, { readonly: true, timeout: startWaitMillis }),
  );
  connection.pragma(`busy_timeout = ${readWaitMillis}`);
  connection.pragma('cache_size = -65536');
  connection.function('not_cancelled', { varargs: true }, () => {
    check();
    return 1;
  });
  // Our own formula, so that it equals the filter in the browser and in the event index to the last bit.
  connection.function(
    'km_between',
    { deterministic: true },
    (latA: number, lonA: number, latB: number, lonB: number) =>
      kmBetween({ lat: latA, lon: lonA }, { lat: latB, lon: lonB }),
  );
  return connection;
}

export function createDb(connection: Connection): Db {
  return drizzle(connection);
}

function openConnection(file: string, open: () => Connection): Connection {
  try {
    const connection = open();
    connection.pragma('schema_version');
    return connection;
  } catch (error) {
    throw toOpenError(file, error);
  }
}

/** SQLite deletes the log of an empty database file, and with it what may be the only copy of the last records. */
function refuseEmptied(file: string): void {
  // The log is read first, because another process may be creating both: the file, then the log.
  const log = sizeOf(`${file}-wal`);
  if (log === 0 || sizeOf(file) > 0) return;
  throw failure('database-emptied', { file });
}

/** In bytes; 0 if there is no such file. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Refuses a file of another program before anything in it is changed. Databases from before the mark was introduced
 * are recognised by their table of migrations.
 */
function refuseForeign(file: string, connection: Connection): void {
  const mark = connection.pragma('application_id', { simple: true });
  if (mark === applicationId) return;
  const { isEmpty, isUnmarked } = connection
    .prepare<[], { isEmpty: number; isUnmarked: number }>(
      `select not exists (select * from sqlite_schema) isEmpty,
        exists (select * from pragma_table_info('migrations') where name = 'hash') isUnmarked`,
    )
    .get() ?? { isEmpty: 0, isUnmarked: 0 };
  if (mark === 0 && (isEmpty || isUnmarked)) return;
  connection.close();
  throw failure('database-of-other-program', { file });
}
