import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorOf, type Fault } from '../threads/thread';
import { copyFailure } from './copy-refusals';
import type { BackupTask, Copied, CopyTask, RestoreTask } from './copy-task';

export type CopyMessage = { progress: number } | { isPlacing: true } | { copied: Copied } | { fault: Fault };

type CopyOptions = {
  /** Ends the copying, with the signal's reason and nothing left behind; too late once the copy is put in place. */
  signal?: AbortSignal;
  /** The part that is copied, 0 to 1; then it is checked. */
  onProgress?(done: number): void;
};

const draftMark = '.partial-';

/** Is this the name of what a copy was made in, and left by a machine that went down meanwhile? */
export function isDraft(name: string): boolean {
  return name.includes(draftMark);
}

/**
 * Copies a database in a process of its own.
 * @throws AppError 'unavailable' with what keeps it from being copied.
 */
export async function copy(
  task: Omit<BackupTask, 'draft'> | Omit<RestoreTask, 'draft'>,
  options: CopyOptions = {},
): Promise<Copied> {
  options.signal?.throwIfAborted();
  const folder = await makeFolder(task).catch((error: unknown) => {
    throw copyFailure(task, error);
  });
  try {
    return await runCopier({ ...task, draft: join(folder, 'copy.db') }, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A backup's own folder is not made: on a disk that is not mounted it would land on another. */
async function makeFolder({ kind, to }: Pick<CopyTask, 'kind' | 'to'>): Promise<string> {
  if (kind === 'restore') await mkdir(dirname(to), { recursive: true });
  return mkdtemp(`${to}${draftMark}`);
}

function runCopier(task: CopyTask, { signal, onProgress }: CopyOptions): Promise<Copied> {
  const script = new URL(import.meta.url.endsWith('.ts') ? './copier.ts' : './copier.mjs', import.meta.url);
  const child = fork(script, [JSON.stringify(task)]);
  const cancel = () => void child.kill('SIGKILL');
  signal?.addEventListener('abort', cancel);
  return new Promise<Copied>((resolve, reject) => {
    let failure: unknown = new Error('The process that copies ended before it was done.');
    let copied: Copied | undefined;
    child.on('message', (message: CopyMessage) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('isPlacing' in message) signal?.removeEventListener('abort', cancel);
      else {
        if ('copied' in message) copied = message.copied;
        else failure = errorOf(message.fault);
        child.disconnect();
      }
    });
    child.on('error', reject);
    child.on('exit', () => {
      signal?.removeEventListener('abort', cancel);
      if (copied) resolve(copied);
      else reject(signal?.aborted ? signal.reason : failure);
    });
  });
}
