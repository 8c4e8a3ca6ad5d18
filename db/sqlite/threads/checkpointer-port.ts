import Database from 'better-sqlite3';
import type { Connection } from '../client';
import { type OnTrouble, startThread } from './thread';

export type CheckpointerSettings = { file: string };

export type Checkpointer = {
  /** Checkpoints once, soon, where enough has gathered; while it does, asking again does nothing. */
  wake(): void;
  close(): Promise<void>;
};

/** `synchronous=FULL`, so that the log is forgotten only once the database is on the disk. */
export function openCheckpointer(file: string): Connection {
  const connection = new Database(file, { fileMustExist: true });
  connection.pragma('busy_timeout = 0');
  connection.pragma('synchronous = FULL');
  connection.pragma('wal_autocheckpoint = 0');
  return connection;
}

export async function startCheckpointer(
  file: string,
  script: URL,
  onTrouble: OnTrouble = () => {},
): Promise<Checkpointer> {
  const settings: CheckpointerSettings = { file };
  const thread = await startThread(script, settings, onTrouble);
  let isRunning = false;
  let isTroubled = false;
  return {
    wake() {
      if (isRunning) return;
      isRunning = true;
      thread
        .call('checkpoint', [])
        .then(
          () => {
            isTroubled = false;
          },
          (error: Error) => {
            if (!isTroubled) onTrouble(error);
            isTroubled = true;
          },
        )
        .finally(() => {
          isRunning = false;
        });
    },
    close: thread.close,
  };
}
