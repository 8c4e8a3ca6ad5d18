import { statSync } from 'node:fs';
import { AppError } from '../model/errors';

/**
 * Remembers which file is at a path, and tells from then on whether it still is. It only looks at the name:
 * opening and closing the file here would drop the locks that SQLite holds on it in this process.
 */
export function watchFile(file: string): () => boolean {
  const own = identityOf(file);
  return () => own !== undefined && identityOf(file) === own;
}

function identityOf(file: string): string | undefined {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.dev} ${stats.ino}`;
}

/** What is written to a file that has lost its name is gone once the program ends. */
export function lostFile(file: string): AppError {
  return new AppError(
    'unavailable',
    `The database ${file} was replaced, moved or deleted while Chancery was using it: check the file, then start Chancery again.`,
  );
}
