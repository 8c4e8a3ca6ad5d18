import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, renameSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../../model/errors';
import type { Connection } from '../client';
import { isOfKnownVersion } from '../migrate';
import { copyDatabase, openCopy, putInPlace, stampOf } from './copy-file';
import { isBusy, isUnsound, refusalOf } from './copy-refusals';
import type { Copied, Holdings, RestoreTask } from './copy-task';
import { verify } from './verify';

const lockMillis = 1_000;

type Listeners = {
  onProgress(done: number): void;
  /** From here on it is too late to stop. */
  onPlacing(): void;
};

/**
 * Restores a backup under a new epoch, so that whoever comes with a cursor of before starts anew. What was
 * there is kept beside it: at each moment one of the two stands in the place, whole and on the disk.
 * @throws AppError 'unavailable' with what keeps it from being restored; then nothing has changed.
 */
export async function restore(task: RestoreTask, { onProgress, onPlacing }: Listeners): Promise<Copied> {
  const { from, to, draft } = task;
  if (!existsSync(from)) throw refusalOf(task, 'is not there');
  const lock = existsSync(to) ? lockAlone(to) : null;
  try {
    await copyDatabase(from, draft, onProgress);
    const holdings = prepare(task);
    onPlacing();
    const kept = keep(to, lock);
    putInPlace(draft, to);
    return { ...holdings, kept };
  } finally {
    lock?.close();
  }
}

/** Finds the copy sound and usable, and gives it an epoch of its own. */
function prepare(task: RestoreTask): Holdings {
  const copy = openCopy(task.draft);
  const holdings = verify(copy, task);
  if (!isOfKnownVersion(copy, task.migrations)) {
    throw new AppError(
      'unavailable',
      `The file ${task.from} was written by another or a newer version of Chancery: nothing was changed; restore it with that version.`,
    );
  }
  copy.prepare(`update meta set value = ? where key = 'epoch'`).run(randomBytes(12).toString('base64url'));
  endAccess(copy);
  copy.close();
  return holdings;
}

/** Everybody signs in anew, and every link is made anew, since some have ended after the backup. One of before accounts has none. */
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
 * Locks a database against everybody; null where it is so damaged that SQLite cannot tell who uses it (a server
 * that still does so finds the file gone, and stops). In WAL every process that has it open holds a shared
 * lock all the time, and this mode needs them gone.
 * @throws AppError 'unavailable' where another process has it open.
 */
function lockAlone(file: string): Connection | null {
  const connection = new Database(file, { timeout: lockMillis });
  try {
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.exec('begin exclusive');
    connection.exec('rollback');
    return connection;
  } catch (error) {
    connection.close();
    if (isUnsound(error)) return null;
    throw isBusy(error)
      ? new AppError('unavailable', `The database ${file} is in use: stop Chancery first.`)
      : error;
  }
}

/** Gives what is there a second name, or what is left of it; answers that name. */
function keep(file: string, lock: Connection | null): string | null {
  const kept = `${file}.before-restore-${stampOf(Date.now())}`;
  if (lock) {
    // Its log is brought into the file, and (by MEMORY) the closing of this connection removes nothing that
    // the next server may have made by then.
    lock.pragma('journal_mode = DELETE');
    lock.pragma('journal_mode = MEMORY');
  } else if (existsSync(`${file}-wal`)) {
    renameSync(`${file}-wal`, `${kept}-wal`);
  }
  if (!existsSync(file)) return null;
  linkSync(file, kept);
  return kept;
}
