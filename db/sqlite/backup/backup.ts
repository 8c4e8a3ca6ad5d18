import { existsSync, statSync } from 'node:fs';
import { AppError } from '../../model/errors';
import { copyDatabase, openCopy, putInPlace } from './copy-file';
import type { BackupTask, CopyResult } from './copy-task';
import { verifyCopy } from './verify-copy';

/**
 * Copies the database to a file, in place of an earlier file if `isForced`.
 * @throws AppError 'unavailable' with the reason; `to` is then unchanged
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
  throw new AppError('unavailable', `There is no database at ${from}: check DATA_DIR.`);
}

function refuseExisting(from: string, to: string, isForced: boolean): void {
  const existing = statSync(to, { throwIfNoEntry: false });
  if (!existing) return;
  const source = statSync(from);
  if (existing.ino === source.ino && existing.dev === source.dev) {
    throw new AppError('unavailable', `The file ${to} is the database itself: name another file.`);
  }
  if (existing.isFile() && isForced) return;
  throw new AppError(
    'unavailable',
    existing.isFile()
      ? `The file ${to} already exists: name another, or replace it with --force.`
      : `${to} is not a file: name a file for the backup.`,
  );
}
