import Database from 'better-sqlite3';
import { AppError } from '../../model/errors';
import type { CopyTask } from './copy-task';

const advice = {
  backup: 'nothing was saved; keep the earlier backups, and restore one of them',
  restore: 'nothing was changed; choose another file made by npm run backup',
} as const satisfies Record<CopyTask['kind'], string>;

/** `problem` says what is wrong with the database to be copied, such as "is damaged". */
export function createCopyError({ kind, from }: Pick<CopyTask, 'kind' | 'from'>, problem: string): AppError {
  return new AppError('unavailable', `The file ${from} ${problem}: ${advice[kind]}.`);
}

/** Converts an error into an AppError that says what to do; unknown errors are returned unchanged. */
export function toCopyError(task: Pick<CopyTask, 'kind' | 'from' | 'to'>, error: unknown): unknown {
  const code = codeOf(error);
  if (isCorrupt(error)) return createCopyError(task, 'is damaged or not a database');
  if (code === 'SQLITE_CANTOPEN' || code.startsWith('SQLITE_READONLY'))
    return createCopyError(task, 'cannot be read');
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

/** Is the file damaged or not a database? */
export function isCorrupt(error: unknown): boolean {
  return /^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error));
}

/** Does another connection use the database? */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

function codeOf(error: unknown): string {
  const hasCode = error instanceof Database.SqliteError || (error instanceof Error && 'code' in error);
  return hasCode ? String(error.code) : '';
}
