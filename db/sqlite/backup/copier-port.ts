import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deserializeError, type SerializedError } from '../threads/thread';
import { toCopyError } from './copy-errors';
import type { BackupTask, CopyResult, CopyTask, RestoreTask } from './copy-task';

export type CopyMessage =
  | { progress: number }
  | { isPlacing: true }
  | { result: CopyResult }
  | { error: SerializedError };

type CopyOptions = {
  /** Cancels the copy and removes what it wrote, until the copy is put in place. */
  signal?: AbortSignal;
  /** Receives the part that is copied, 0 to 1. The copy is checked after that. */
  onProgress?(done: number): void;
};

const temporaryMark = '.partial-';

/** Is this the name of a temporary folder of a copy? Such a folder remains if the machine fails during a copy. */
export function isTemporaryCopy(name: string): boolean {
  return name.includes(temporaryMark);
}

/**
 * Backs up or restores a database in a child process.
 * @throws AppError with the reason
 */
export async function copy(
  task: Omit<BackupTask, 'temporaryFile'> | Omit<RestoreTask, 'temporaryFile'>,
  options: CopyOptions = {},
): Promise<CopyResult> {
  options.signal?.throwIfAborted();
  const folder = await makeFolder(task).catch((error: unknown) => {
    throw toCopyError(task, error);
  });
  try {
    return await runCopier({ ...task, temporaryFile: join(folder, 'copy.db') }, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The folder of a backup is not created: if its disk is not mounted, the backup would go to another disk. */
async function makeFolder({ kind, to }: Pick<CopyTask, 'kind' | 'to'>): Promise<string> {
  if (kind === 'restore') await mkdir(dirname(to), { recursive: true });
  return mkdtemp(`${to}${temporaryMark}`);
}

function runCopier(task: CopyTask, { signal, onProgress }: CopyOptions): Promise<CopyResult> {
  const script = new URL(import.meta.url.endsWith('.ts') ? './copier.ts' : './copier.mjs', import.meta.url);
  const child = fork(script, [JSON.stringify(task)]);
  const cancel = () => void child.kill('SIGKILL');
  signal?.addEventListener('abort', cancel);
  return new Promise<CopyResult>((resolve, reject) => {
    let failure: unknown = new Error('The copying process ended early.');
    let result: CopyResult | undefined;
    child.on('message', (message: CopyMessage) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('isPlacing' in message) signal?.removeEventListener('abort', cancel);
      else {
        if ('result' in message) result = message.result;
        else failure = deserializeError(message.error);
        child.disconnect();
      }
    });
    child.on('error', reject);
    child.on('exit', () => {
      signal?.removeEventListener('abort', cancel);
      if (result) resolve(result);
      else reject(signal?.aborted ? signal.reason : failure);
    });
  });
}
