import { statSync } from 'node:fs';
import { type AppError, failure } from '../model/errors';

/**
 * Returns a function that tells whether the path still names the same file as now. It compares device and inode:
 * opening and closing the file would release the locks that SQLite has on it in this process.
 */
export function trackFileIdentity(file: string): () => boolean {
  const original = identityOf(file);
  return () => original !== undefined && identityOf(file) === original;
}

function identityOf(file: string): string | undefined {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.dev} ${stats.ino}`;
}

/** What is written to a file that no longer has a name is lost when the program ends. */
export function createFileLostError(file: string): AppError {
  return failure('database-lost', { file });
}
