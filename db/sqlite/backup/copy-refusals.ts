import Database from 'better-sqlite3';
import { AppError } from '../../model/errors';
import type { CopyTask } from './copy-task';

const advice = {
  backup: 'nothing was saved; keep the earlier backups, and restore one of them',
  restore: 'nothing was changed; choose another file that npm run backup made',
} as const satisfies Record<CopyTask['kind'], string>;

/** The refusal of a database that is to be copied, by what is wrong with it: "is damaged". */
export function refusalOf({ kind, from }: Pick<CopyTask, 'kind' | 'from'>, fault: string): AppError {
  return new AppError('unavailable', `The file ${from} ${fault}: ${advice[kind]}.`);
}

/** Turns what keeps a copy from being made into what people can do; an unknown cause is answered as it came. */
export function copyFailure(task: Pick<CopyTask, 'kind' | 'from' | 'to'>, error: unknown): unknown {
  const code = codeOf(error);
  if (isUnsound(error)) return refusalOf(task, 'is not a sound database');
  if (code === 'SQLITE_CANTOPEN' || code.startsWith('SQLITE_READONLY'))
    return refusalOf(task, 'cannot be read');
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)$/.test(code)) {
    return new AppError('unavailable', `The disk of ${task.to} is full: free some space first.`);
  }
  if (/^(SQLITE_IOERR|EIO)/.test(code)) {
    return new AppError(
      'unavailable',
      `Reading or writing ${task.from} or ${task.to} failed: check the disks.`,
    );
  }
  if (/^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR)$/.test(code)) {
    return new AppError(
      'unavailable',
      `The file ${task.to} cannot be written: check that its folder exists and that this user may write to it.`,
    );
  }
  return error;
}

/** Is it no database, or so damaged that SQLite cannot read it? */
export function isUnsound(error: unknown): boolean {
  return /^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error));
}

/** Does somebody else have the database open? */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

function codeOf(error: unknown): string {
  const hasCode = error instanceof Database.SqliteError || (error instanceof Error && 'code' in error);
  return hasCode ? String(error.code) : '';
}
