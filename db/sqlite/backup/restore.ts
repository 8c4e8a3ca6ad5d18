import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, renameSync } from 'node:fs';
import Database from 'better-sqlite3';
import { failure } from '../../model/errors';
import { timestampForFileName } from '../../model/values/moment';
import type { Connection } from '../client';
import { isKnownVersion } from '../migrate';
import { isBusy, isCorrupt } from './copy-errors';
import { copyDatabase, openCopy, putInPlace } from './copy-file';
import type { CopyResult, DatabaseSummary, RestoreTask } from './copy-task';
import { verifyCopy } from './verify-copy';

const lockMillis = 1_000;

type Listeners = {
  onProgress(done: number): void;
  /** Called when the restore can no longer be cancelled. */
  onPlacing(): void;
};

/**
 * Restores a backup under a new epoch, so that clients with earlier cursors load the board again. The replaced
 * database is kept beside it. At every moment one of the two is in place, complete and synced to disk.
 * @throws AppError with the reason; nothing has then changed
 */
export async function restore(task: RestoreTask, { onProgress, onPlacing }: Listeners): Promise<CopyResult> {
  const { from, to, temporaryFile } = task;
  if (!existsSync(from)) throw failure('restore-missing', { file: from });
  const lock = existsSync(to) ? lockExclusively(to) : null;
  try {
    await copyDatabase(from, temporaryFile, onProgress);
    const summary = prepareCopy(task);
    onPlacing();
    const previousFile = keepCurrent(to, lock);
    putInPlace(temporaryFile, to);
    return { ...summary, previousFile };
  } finally {
    lock?.close();
  }
}

/** Verifies the copy, gives it a new epoch and ends everyone's access. */
function prepareCopy(task: RestoreTask): DatabaseSummary {
  const copy = openCopy(task.temporaryFile);
  const summary = verifyCopy(copy, task);
  if (!isKnownVersion(copy, task.migrations)) {
    throw failure('restore-newer-version', { file: task.from });
  }
  copy.prepare(`update meta set value = ? where key = 'epoch'`).run(randomBytes(12).toString('base64url'));
  endAccess(copy);
  copy.close();
  return summary;
}

/**
 * Ends all sessions and withdraws all invitations, since some were ended after the backup was made. A backup from
 * before accounts were introduced has no such tables.
 */
function endAccess(copy: Connection): void {
  const tables = copy
    .prepare<[], string>("select name from sqlite_schema where type = 'table'")
    .pluck()
    .all();
  for (const name of ['sessions', 'verifications', 'invitations'] as const) {
    if (tables.includes(name)) copy.exec(`delete from "${name}"`);
  }
}

/**
 * Locks a database exclusively. In WAL mode every process that has it open holds a shared lock, so this succeeds only
 * if there is none. Null if the file is so damaged that SQLite cannot lock it; a server that still uses it finds the
 * file replaced, and stops.
 * @throws AppError if another process has it open
 */
function lockExclusively(file: string): Connection | null {
  const connection = new Database(file, { timeout: lockMillis });
  try {
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.exec('begin exclusive');
    connection.exec('rollback');
    return connection;
  } catch (error) {
    connection.close();
    if (isCorrupt(error)) return null;
    throw isBusy(error) ? failure('restore-running', { file }) : error;
  }
}

/** Keeps the current database under a second name; returns that name, or null if there is none. */
function keepCurrent(file: string, lock: Connection | null): string | null {
  const keptFile = `${file}.before-restore-${timestampForFileName(Date.now())}`;
  if (lock) {
    // DELETE checkpoints the log into the file. With MEMORY, closing this connection does not remove files that the
    // next server may have created by then.
    lock.pragma('journal_mode = DELETE');
    lock.pragma('journal_mode = MEMORY');
  } else if (existsSync(`${file}-wal`)) {
    renameSync(`${file}-wal`, `${keptFile}-wal`);
  }
  if (!existsSync(file)) return null;
  linkSync(file, keptFile);
  return keptFile;
}
