import Database from 'better-sqlite3';
import { AppError, isAppError } from '../model/errors';

/**
 * Turns what keeps a file from being opened into what its owner can do. What has another reason than the
 * file is answered as it came.
 */
export function unopenable(file: string, error: unknown): unknown {
  const sentence = isAppError(error) ? undefined : openingAdvice(file, codeOf(error));
  return sentence === undefined ? error : new AppError('unavailable', sentence, { cause: error });
}

function openingAdvice(file: string, code: string): string | undefined {
  if (isUnsound(code)) return `The file ${file} is not a sound database: restore it from a backup.`;
  if (code.startsWith('SQLITE_BUSY'))
    return `The database ${file} is locked by another program: stop that one first.`;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return `The disk that holds ${file} is full: make room first.`;
  if (code.startsWith('SQLITE_IOERR'))
    return `The disk that holds ${file} does not do what it is asked: see that it has room and is sound.`;
  if (/^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|E[A-Z]+$)/.test(code))
    return `The database ${file} cannot be opened for writing: check that DATA_DIR may be written.`;
  return undefined;
}

/**
 * Turns what keeps a running program from writing into what people can do; the transaction has been rolled
 * back. Everything else, a damaged file too, is answered as it came: it is for the log.
 */
export function unwritable(error: unknown): unknown {
  const sentence = isAppError(error) ? undefined : writingAdvice(codeOf(error));
  return sentence === undefined ? error : new AppError('unavailable', sentence, { cause: error });
}

function writingAdvice(code: string): string | undefined {
  if (code.startsWith('SQLITE_BUSY'))
    return 'Nothing was saved, because another program holds the database: try again in a moment.';
  if (code === 'SQLITE_FULL')
    return 'Nothing was saved, because the disk is full: tell whoever runs Chancery, and try again once there is room.';
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN)/.test(code))
    return 'Nothing was saved, because the disk does not take it: tell whoever runs Chancery, and try again later.';
  return undefined;
}

function isUnsound(code: string): boolean {
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}

/** Did another program hold the database for as long as a write waits? */
export function isLocked(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

/** SQLite's own code, or that of the system. */
function codeOf(error: unknown): string {
  const isKnown = error instanceof Database.SqliteError || (error instanceof Error && 'code' in error);
  return isKnown ? String(error.code) : '';
}
