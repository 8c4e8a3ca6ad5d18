/** A record by what the server has acknowledged of it; `version` counts the acknowledged changes. */
export type Kept = { id: string; version: number; isDeleted: boolean };

/**
 * What writers have been told, kept outside the server. Each record is known by the mark in its title and
 * changed by one writer alone, so that its version is known exactly once no answer is outstanding.
 */
export type Ledger = {
  /** The mark of every creation that was ever sent. */
  begun: Set<string>;
  /** What was acknowledged, by its mark. */
  kept: Map<string, Kept>;
};

/** The mark of a record by its title, undefined where no writer of ours made it. */
export function markIn(title: string): string | undefined {
  return /^Letter (\d+-\d+)\b/.exec(title)?.[1];
}
