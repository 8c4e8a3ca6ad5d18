import Database from 'better-sqlite3';
import { AppError, isAppError } from '../model/errors';

/**
 * Converts an error on opening a database file into an AppError that says what to do. Other errors are returned
 * unchanged.
 */
export function toOpenError(file: string, error: unknown): unknown {
  const sentence = isAppError(error) ? undefined : openingAdvice(file, codeOf(error));
  return sentence === undefined ? error : new AppError('unavailable', sentence, { cause: error });
}

function openingAdvice(file: string, code: string): string | undefined {
  if (isCorrupt(code)) return `The file ${file} is damaged or not a database: restore it from a backup.`;
  if (code.startsWith('SQLITE_BUSY'))
    return `The database ${file} is locked by another program: stop that program first.`;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return `The disk that holds ${file} is full: free some space first.`;
  if (code.startsWith('SQLITE_IOERR'))
    return `Reading or writing ${file} failed: check the disk and its free space.`;
  if (/^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|E[A-Z]+$)/.test(code))
    return `The database ${file} cannot be opened for writing: check the permissions of DATA_DIR.`;
  return undefined;
}

/**
 * Converts an error on writing into an AppError that says what to do; the transaction has been rolled back. Other
 * errors, such as a damaged file, are returned unchanged, for the log.
 */
export function toWriteError(error: unknown): unknown {
  const sentence = isAppError(error) ? undefined : writingAdvice(codeOf(error));
  return sentence === undefined ? error : new AppError('unavailable', sentence, { cause: error });
}

function writingAdvice(code: string): string | undefined {
  if (code.startsWith('SQLITE_BUSY'))
    return 'Nothing was saved, because another program has locked the database: try again in a moment.';
  if (code === 'SQLITE_FULL')
    return 'Nothing was saved, because the disk is full: tell your administrator, and try again once there is space.';
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN)/.test(code))
    return 'Nothing was saved, because the disk cannot be written: tell your administrator, and try again later.';
  return undefined;
}

function isCorrupt(code: string): boolean {
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}

/** Did the operation fail because another program had locked the database? */
export function isLocked(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

/** The code of SQLite or of the operating system; empty for other errors. */
function codeOf(error: unknown): string {
  const isKnown = error instanceof Database.SqliteError || (error instanceof Error && 'code' in error);
  return isKnown ? String(error.code) : '';
}
