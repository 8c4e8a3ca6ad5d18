import type { Principal } from './model/access/principal';
import type { AppError } from './model/errors';

/** What a store keeps for the program beside the records. It stays the same while the program runs. */
type StoreIdentity = {
  /** A random id of this database's history; only a restore changes it. */
  epoch: string;
  /** Encrypts cursors and page tokens; 32 bytes. */
  sealKey: Uint8Array;
  /** Signs the heads of the journal; made by `createHeadKey`. */
  auditKey: string;
};

/** How large and how busy a store is. */
type StoreUsage = {
  /** Calls that wait: those that write, and long queries. */
  waiting: { writes: number; queries: number };
  /** What the records take up, and what was written but is not merged into them yet. */
  bytes: number;
  unmergedBytes: number;
};

/** A gauge of the store for the monitoring. */
type StoreMetric = {
  name: string;
  help: string;
  value: number;
  labels?: Readonly<Record<string, string>>;
};

/** How the store is copied into a file, from which its own tool restores it. */
export type StoreBackup = {
  /** Rejects with 'unavailable' and the reason, or with that of the signal. Returns facts for the log. */
  save(to: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
  /** Is this the name of what an interrupted `save` has left? */
  isIncomplete(name: string): boolean;
};

/** What a store does for the program that runs it. */
export type Housekeeping = {
  /** Adds a principal, which records can then reference, or updates its name and rights. */
  putPrincipal(by: Principal, who: Principal): Promise<void>;
  readIdentity(): Promise<StoreIdentity>;
  /** Calls the listener after commits of this process; a hint, not a guarantee. Returns a function that unsubscribes. */
  onCommit(listener: () => void): () => void;
  /**
   * Null while the store works. Once it can no longer keep what is written, an error that says why; no write is
   * acknowledged from then on.
   */
  findFatalError(): Promise<AppError | null>;
  /** Rejects if the database cannot be read. */
  ping(): Promise<void>;
  backup: StoreBackup;
  readUsage(): Promise<StoreUsage>;
  /** Always the same names and labels, in the same order. */
  readMetrics(): Promise<StoreMetric[]>;
  close(): Promise<void>;
};
