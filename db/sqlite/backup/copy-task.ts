/** Copies the database at `from`, which a server may be writing to, to the file `to`. */
export type BackupTask = {
  kind: 'backup';
  from: string;
  to: string;
  /** Is an existing file replaced? */
  isForced: boolean;
  /** Where the copy is written and checked, on the same disk as `to`. */
  temporaryFile: string;
};

/** Replaces the database at `to`, which no process may have open, with the backup at `from`. */
export type RestoreTask = {
  kind: 'restore';
  from: string;
  to: string;
  /** The folder of the migrations that this version knows. */
  migrations: string;
  /** Where the copy is written and checked, on the same disk as `to`. */
  temporaryFile: string;
};

export type CopyTask = BackupTask | RestoreTask;

/** The number of events that are not deleted, the number of changes in the journal, and the size of the file. */
export type DatabaseSummary = { events: number; changes: number; bytes: number };

/** `previousFile` is where a restore keeps the database that it replaced. */
export type CopyResult = DatabaseSummary & { previousFile: string | null };
