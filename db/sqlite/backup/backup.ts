import { existsSync, statSync } from 'node:fs';
import { AppError } from '../../model/errors';
import { copyDatabase, openCopy, putInPlace } from './copy-file';
import type { BackupTask, Copied } from './copy-task';
import { verify } from './verify';

/** @throws AppError 'unavailable' with what keeps the backup from being made; then `to` is as it was. */
export async function backUp(task: BackupTask, onProgress: (done: number) => void): Promise<Copied> {
  const { from, to, isForced, draft } = task;
  refuseMissing(from);
  refuseTaken(from, to, isForced);
  await copyDatabase(from, draft, onProgress);
  const copy = openCopy(draft);
  const holdings = verify(copy, task);
  copy.close();
  // Somebody may have put one there meanwhile.
  refuseTaken(from, to, isForced);
  putInPlace(draft, to);
  return { ...holdings, kept: null };
}

function refuseMissing(from: string): void {
  if (existsSync(from)) return;
  throw new AppError('unavailable', `There is no database at ${from}: check DATA_DIR.`);
}

function refuseTaken(from: string, to: string, isForced: boolean): void {
  const there = statSync(to, { throwIfNoEntry: false });
  if (!there) return;
  const source = statSync(from);
  if (there.ino === source.ino && there.dev === source.dev) {
    throw new AppError('unavailable', `The file ${to} is the database itself: name another file.`);
  }
  if (there.isFile() && isForced) return;
  throw new AppError(
    'unavailable',
    there.isFile()
      ? `The file ${to} is there already: name another, or replace it with --force.`
      : `${to} is no file: name the file that the backup is to be.`,
  );
}
