import { accessSync, constants, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { AppError } from '../model/errors';
import { unopenable } from './failures';

export type Connection = Database.Database;
export type Db = BetterSQLite3Database & { $client: Connection };

const full = 2;
/** The first start of another process seeds in one transaction, and a migration may be long. */
const startWaitMillis = 15_000;
/** In WAL a read waits for nobody but a recovery; this one runs on the event loop. */
const readWaitMillis = 250;
/** "CHNC": tells our files from those of other programs. */
export const applicationId = 0x43484e43;

/**
 * The one connection that writes. `synchronous=FULL` is read back: this driver's build falls back to NORMAL
 * in WAL, and then an acknowledged write would not survive a power cut. Checkpoints have a thread of their own
 * (`checkpointer.ts`): automatic ones would lengthen the commit that trips them.
 */
export function openWriter(file: string): Connection {
  refuseEmptied(file);
  const connection = opened(file, () => {
    // SQLite would open it for reading alone, and leave files beside it that cannot be written later either.
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
    connection.pragma('synchronous', { simple: true }) === full,
    connection.pragma('foreign_keys', { simple: true }) === 1,
  ];
  if (settings.includes(false)) {
    connection.close();
    throw new AppError(
      'unavailable',
      `The database ${file} cannot be stored durably here: put DATA_DIR on a local disk.`,
    );
  }
  return connection;
}

/**
 * A connection that only reads: queries on it never wait for the writer. Long queries ask `check` on every
 * row, as still_wanted(…), and end by what it throws.
 */
export function openReader(file: string, check: () => void = () => {}): Connection {
  const connection = opened(file, () => new Database(file, { readonly: true, timeout: startWaitMillis }));
  connection.pragma(`busy_timeout = ${readWaitMillis}`);
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
  } catch (error) {
    throw unopenable(file, error);
  }
}

/** Beside an empty file SQLite throws the log away, and with it what may be the only copy of the last records. */
function refuseEmptied(file: string): void {
  // The log first: another process may be making both, the file before the log.
  const log = sizeOf(`${file}-wal`);
  if (log === 0 || sizeOf(file) > 0) return;
  throw new AppError(
    'unavailable',
    `The file ${file} is empty or missing, but its log ${file}-wal is not: restore it from a backup, or move the log away to start empty.`,
  );
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * A file of another program is left as it is: before the first thing is changed in it. Ours from before the
 * mark are known by their table of migrations.
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
  throw new AppError(
    'unavailable',
    `The file ${file} belongs to another program: move it away, or choose another DATA_DIR.`,
  );
}
