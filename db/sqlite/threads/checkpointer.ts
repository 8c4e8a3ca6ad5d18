import { workerData } from 'node:worker_threads';
import { type CheckpointerSettings, openCheckpointer } from './checkpointer-port';
import { serveThread } from './serve-thread';

/**
 * The thread that copies the write-ahead log into the database. A checkpoint takes some 50 ms; in the writer's thread
 * one command in a hundred waited for one.
 */
const { file }: CheckpointerSettings = workerData;
const minPages = 1000;

serveThread(file, () => {
  const connection = openCheckpointer(file);
  const walState = connection.prepare<[], { log: number; checkpointed: number }>(
    'pragma wal_checkpoint(NOOP)',
  );
  return {
    run: () => {
      // Only past a minimum, because a page that changed several times is then written once.
      const { log, checkpointed } = walState.get() ?? { log: 0, checkpointed: 0 };
      if (log - checkpointed > minPages) connection.pragma('wal_checkpoint(PASSIVE)');
    },
    close: () => connection.close(),
  };
});
