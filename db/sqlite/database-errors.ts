import Database from 'better-sqlite3';
import { AppError, type ErrorCode, isAppError } from '../model/errors';

/**
 * Converts an error on opening a database file into an AppError that says what to do. Other errors are returned
 * unchanged.
 */
export function toOpenError(file: string, error: unknown): unknown {
  const code = isAppError(error) ? undefined : openErrorOf(codeOf(error));
  return code === undefined ? error : new AppError({ code, params: { file } }, { cause: error });
}

function openErrorOf(code: string): ErrorCode | undefined {
  if (isCorrupt(code)) return 'database-damaged';
  if (code.startsWith('SQLITE_BUSY')) return 'database-in-use';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return 'database-disk-full';
  if (code.startsWith('SQLITE_IOERR')) return 'database-io-failed';
  if (/^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|E[A-Z]+$)/.test(code)) return 'database-not-writable';
  return undefined;
}

/**
 * Converts an error on writing into an AppError that says what to do; the transaction has been rolled back. Other
 * errors, such as a damaged file, are returned unchanged, for the log.
 */
export function toWriteError(error: unknown): unknown {
  const code = isAppError(error) ? undefined : writeErrorOf(codeOf(error));
  return code === undefined ? error : new AppError({ code, params: {} }, { cause: error });
}

function writeErrorOf(code: string): ErrorCode | undefined {
  if (code.startsWith('SQLITE_BUSY')) return 'database-locked';
  if (code === 'SQLITE_FULL') return 'database-full';
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN)/.test(code)) return 'database-unwritable';
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
