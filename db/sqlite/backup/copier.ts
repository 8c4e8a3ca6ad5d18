import { constants, setPriority } from 'node:os';
import { serializeError } from '../threads/serve-thread';
import { backUp } from './backup';
import type { CopyMessage } from './copier-port';
import { toCopyError } from './copy-errors';
import type { CopyResult, CopyTask } from './copy-task';
import { restore } from './restore';

/**
 * The process that backs up and restores. A process can be killed at any moment, while a thread cannot be ended inside
 * a call of SQLite. Its priority is below that of the server.
 */
const task: CopyTask = JSON.parse(process.argv[2] ?? '');
const send = (message: CopyMessage) => process.send?.(message);
const onProgress = (done: number) => void send({ progress: done });

// Ctrl-C in a terminal reaches this process too; the parent process ends it and cleans up.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

await run().then(
  (result) => send({ result }),
  (error: unknown) => send({ error: serializeError(toCopyError(task, error)) }),
);

function run(): Promise<CopyResult> {
  if (task.kind === 'backup') return backUp(task, onProgress);
  return restore(task, { onProgress, onPlacing: () => void send({ isPlacing: true }) });
}
