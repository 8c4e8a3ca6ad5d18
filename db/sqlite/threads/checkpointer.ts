import { workerData } from 'node:worker_threads';
import { type CheckpointerSettings, openCheckpointer } from './checkpointer-port';
import { serveThread } from './serve-thread';

/**
 * The thread that brings what the log holds into the database. A checkpoint takes some 50 ms, in which the
 * writer goes on: in its own thread one command in a hundred waited for one.
 */
const { file }: CheckpointerSettings = workerData;
const enoughPages = 1000;

serveThread(file, () => {
  const connection = openCheckpointer(file);
  const state = connection.prepare<[], { log: number; checkpointed: number }>('pragma wal_checkpoint(NOOP)');
  return {
    run: () => {
      // Only once enough has gathered: a checkpoint writes every page of the log that has changed.
      const { log, checkpointed } = state.get() ?? { log: 0, checkpointed: 0 };
      if (log - checkpointed > enoughPages) connection.pragma('wal_checkpoint(PASSIVE)');
    },
    close: () => connection.close(),
  };
});
