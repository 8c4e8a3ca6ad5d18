/** Makes a copy of the database at `from`, which a server may be writing to. */
export type BackupTask = {
  kind: 'backup';
  from: string;
  /** Where the copy is to stand. */
  to: string;
  /** Is a file that stands there replaced? */
  isForced: boolean;
  /** Where the copy is made, on the disk of `to`: only what was found sound leaves it. */
  draft: string;
};

/** Puts the backup at `from` in the place of the database at `to`, which no process may have open. */
export type RestoreTask = {
  kind: 'restore';
  from: string;
  to: string;
  /** The folder of the migrations that this version knows. */
  migrations: string;
  /** Where the copy is made, on the disk of `to`. */
  draft: string;
};

export type CopyTask = BackupTask | RestoreTask;

/** What was copied: events that are not deleted, the number of the last change, the file's size. */
export type Holdings = { events: number; changes: number; bytes: number };

/** `kept` is where the database stands that a restore took the place of. */
export type Copied = Holdings & { kept: string | null };
