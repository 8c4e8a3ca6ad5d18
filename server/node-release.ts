import type { Logger } from './log';

/** The last day of support of each release line of Node (github.com/nodejs/Release). */
const lastDays: Readonly<Record<number, string>> = {
  20: '2026-04-30',
  21: '2024-06-01',
  22: '2027-04-30',
  23: '2025-06-01',
  24: '2028-04-30',
  25: '2026-06-01',
  26: '2029-04-30',
};

export type NodeRelease = {
  version: string;
  /** The last day on which this release line gets fixes ("2028-04-30"); null if it is unknown. */
  supportedUntil: string | null;
  isPastEnd: boolean;
};

/** The support status of a version of Node ("24.22.3") at a time (ms). */
export function nodeRelease(version: string, now: number): NodeRelease {
  const supportedUntil = lastDays[Number.parseInt(version, 10)] ?? null;
  const isPastEnd = supportedUntil !== null && new Date(now).toISOString().slice(0, 10) > supportedUntil;
  return { version, supportedUntil, isPastEnd };
}

/** Logs a warning if this version of Node no longer gets security fixes. */
export function warnIfNodeIsOutdated(log: Logger): void {
  const { version, supportedUntil, isPastEnd } = nodeRelease(process.versions.node, Date.now());
  if (!isPastEnd) return;
  log.warn(
    { node: version, supportedUntil },
    'This version of Node gets no security fixes any more: install Node 24',
  );
}
