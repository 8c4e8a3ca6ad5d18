import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Connection } from '../client';

/** How many pages are copied at a time: 4 MB, after which progress is told. */
const stepPages = 1024;

/** What SQLite keeps beside a database's file. */
const besides = ['-wal', '-shm', '-journal'] as const;

/**
 * Copies a database page by page, as it was when the copying began, into a new file. The one transaction
 * that reads is held to the end: without it SQLite begins anew whenever somebody else writes, and under
 * steady writes never ends.
 * @param onProgress is given the part that is done, 0 to 1.
 */
export async function copyDatabase(
  from: string,
  to: string,
  onProgress: (done: number) => void,
): Promise<void> {
  const source = new Database(from, { readonly: true, timeout: 10_000 });
  try {
    source.exec('begin');
    // Only a read fixes what the transaction sees.
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

/** Opens a copy as one file, which can be read where nothing can be written beside it. */
export function openCopy(file: string): Connection {
  const copy = new Database(file);
  copy.pragma('journal_mode = DELETE');
  return copy;
}

/** Puts a finished file in the place of another, or of none, so that a power cut leaves the one or the other. */
export function putInPlace(draft: string, file: string): void {
  sync(draft);
  // Left beside the new file, they would be read into it.
  for (const beside of besides) rmSync(`${file}${beside}`, { force: true });
  renameSync(draft, file);
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

/** A moment as it stands in the name of a file; names sort as their moments do. */
export function stampOf(moment: number): string {
  return new Date(moment).toISOString().replace(/[-:.]/g, '');
}
