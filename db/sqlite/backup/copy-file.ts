import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Connection } from '../client';

/** Pages copied at a time (4 MB); progress is reported after each step. */
const stepPages = 1024;

/** The suffixes of the files that SQLite keeps beside a database. */
const sidecarSuffixes = ['-wal', '-shm', '-journal'] as const;

/**
 * Copies a snapshot of a database into a new file, page by page. A read transaction stays open until the end: without
 * it SQLite restarts the copy after each write of another connection, and under steady writes never finishes.
 * @param onProgress receives the part that is done, 0 to 1
 */
export async function copyDatabase(
  from: string,
  to: string,
  onProgress: (done: number) => void,
): Promise<void> {
  const source = new Database(from, { readonly: true, timeout: 10_000 });
  try {
    source.exec('begin');
    // The snapshot of a transaction is taken at its first read.
    source.prepare('select count(*) from sqlite_schema').get();
    await source.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
        return stepPages;
      },
    });
  } finally {
    source.close();
  }
}

/** Opens a copy without WAL, so that it is a single file and can also be read in a read-only folder. */
export function openCopy(file: string): Connection {
  const copy = new Database(file);
  copy.pragma('journal_mode = DELETE');
  return copy;
}

/** Moves a finished file to its place, replacing an earlier one; a power failure leaves either file complete. */
export function putInPlace(temporaryFile: string, file: string): void {
  sync(temporaryFile);
  // SQLite would apply the log of the earlier file to the new one.
  for (const suffix of sidecarSuffixes) rmSync(`${file}${suffix}`, { force: true });
  renameSync(temporaryFile, file);
  sync(dirname(file));
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
