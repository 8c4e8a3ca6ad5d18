import { constants, setPriority } from 'node:os';
import { faultOf } from '../threads/serve-thread';
import { backUp } from './backup';
import type { CopyMessage } from './copier-port';
import { copyFailure } from './copy-refusals';
import type { Copied, CopyTask } from './copy-task';
import { restore } from './restore';

/**
 * The process that copies: it can be ended at any moment, where a thread that is deep in SQLite cannot, and it
 * makes way for the server.
 */
const task: CopyTask = JSON.parse(process.argv[2] ?? '');
const send = (message: CopyMessage) => process.send?.(message);
const onProgress = (done: number) => void send({ progress: done });

// Ctrl-C on a terminal reaches this process too: the one that started it ends it, and cleans up.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

await run().then(
  (copied) => send({ copied }),
  (error: unknown) => send({ fault: faultOf(copyFailure(task, error)) }),
);

function run(): Promise<Copied> {
  if (task.kind === 'backup') return backUp(task, onProgress);
  return restore(task, { onProgress, onPlacing: () => void send({ isPlacing: true }) });
}
