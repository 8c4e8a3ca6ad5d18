/** What the server has acknowledged of an event; `version` counts the acknowledged changes. */
export type Acknowledged = { id: string; version: number; isDeleted: boolean };

/**
 * What the server acknowledged to the writers, recorded outside the server. Each event is identified by the mark in
 * its title and changed by one writer only, so that its version is known exactly when no request is pending.
 */
export type Ledger = {
  /** The mark of every creation that was ever sent. */
  sent: Set<string>;
  /** Acknowledged events by their mark. */
  acknowledged: Map<string, Acknowledged>;
};

/** The mark in a title, undefined for an event that no writer created. */
export function markIn(title: string): string | undefined {
  return /^Letter (\d+-\d+)\b/.exec(title)?.[1];
}
