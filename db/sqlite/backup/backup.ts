import { existsSync, statSync } from 'node:fs';
import { failure } from '../../model/errors';
import { copyDatabase, openCopy, putInPlace } from './copy-file';
import type { BackupTask, CopyResult } from './copy-task';
import { verifyCopy } from './verify-copy';

/**
 * Copies the database to a file, in place of an earlier file if `isForced`.
 * @throws AppError with the reason; `to` is then unchanged
 */
export async function backUp(task: BackupTask, onProgress: (done: number) => void): Promise<CopyResult> {
  const { from, to, isForced, temporaryFile } = task;
  refuseMissing(from);
  refuseExisting(from, to, isForced);
  await copyDatabase(from, temporaryFile, onProgress);
  const copy = openCopy(temporaryFile);
  const summary = verifyCopy(copy, task);
  copy.close();
  // Again, because a file may have been created there meanwhile.
  refuseExisting(from, to, isForced);
  putInPlace(temporaryFile, to);
  return { ...summary, previousFile: null };
}

function refuseMissing(from: string): void {
  if (existsSync(from)) return;
  throw failure('backup-no-database', { file: from });
}

function refuseExisting(from: string, to: string, isForced: boolean): void {
  const existing = statSync(to, { throwIfNoEntry: false });
  if (!existing) return;
  const source = statSync(from);
  if (existing.ino === source.ino && existing.dev === source.dev) {
    throw failure('backup-onto-itself', { file: to });
  }
  if (existing.isFile() && isForced) return;
  throw failure(existing.isFile() ? 'backup-file-exists' : 'backup-not-a-file', { file: to });
}
