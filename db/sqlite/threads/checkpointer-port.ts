import Database from 'better-sqlite3';
import type { Connection } from '../client';
import { createLazyThread, type OnBackgroundError } from './thread';

export type CheckpointerSettings = { file: string };

export type Checkpointer = {
  /** Starts a checkpoint if the log is long enough; does nothing while one runs. */
  wake(): void;
  close(): Promise<void>;
};

/** `synchronous=FULL`, so that the log is reset only once the database has been synced to disk. */
export function openCheckpointer(file: string): Connection {
  const connection = new Database(file, { fileMustExist: true });
  connection.pragma('busy_timeout = 0');
  connection.pragma('synchronous = FULL');
  connection.pragma('wal_autocheckpoint = 0');
  return connection;
}

/** The thread that checkpoints, which starts with the first. */
export function createCheckpointer(
  file: string,
  script: URL,
  onBackgroundError: OnBackgroundError = () => {},
): Checkpointer {
  const settings: CheckpointerSettings = { file };
  const thread = createLazyThread(script, settings, onBackgroundError);
  let isRunning = false;
  let isFailing = false;
  return {
    wake() {
      if (isRunning) return;
      isRunning = true;
      thread
        .call('checkpoint', [])
        .then(
          () => {
            isFailing = false;
          },
          (error: Error) => {
            if (!isFailing) onBackgroundError(error);
            isFailing = true;
          },
        )
        .finally(() => {
          isRunning = false;
        });
    },
    close: thread.close,
  };
}
