import Database from 'better-sqlite3';
import { failure } from '../../model/errors';
import type { CopyTask } from './copy-task';

/** Converts an error into an AppError that says what to do; unknown errors are returned unchanged. */
export function toCopyError(
  { kind, from, to }: Pick<CopyTask, 'kind' | 'from' | 'to'>,
  error: unknown,
): unknown {
  const code = codeOf(error);
  if (isCorrupt(error)) return failure(`${kind}-damaged`, { file: from });
  if (code === 'SQLITE_CANTOPEN' || code.startsWith('SQLITE_READONLY'))
    return failure(`${kind}-unreadable`, { file: from });
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)$/.test(code)) return failure('copy-disk-full', { file: to });
  if (/^(SQLITE_IOERR|EIO)/.test(code)) return failure('copy-io-failed', { from, to });
  if (/^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR)$/.test(code)) return failure('copy-not-writable', { file: to });
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
