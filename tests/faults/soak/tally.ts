/** One cause may fail a thousand times, so only the first failures are reported. */
const maxReported = 30;

/** Counts what a run did and what failed. Nothing may be lost, doubled or missing, and no viewer may be reset. */
export function createTally(report: (line: string) => void) {
  const counts = {
    kills: 0,
    'acknowledged writes': 0,
    'retries after a lost response': 0,
    'retries recognised by key': 0,
    'frames to boards': 0,
    cut: 0,
    duplicated: 0,
    reordered: 0,
    delayed: 0,
    stalled: 0,
    connections: 0,
    'boards reopened': 0,
    'repeated items': 0,
    lost: 0,
    doubled: 0,
    gaps: 0,
    'out of order': 0,
    resets: 0,
    unsound: 0,
  };
  const failures: string[] = [];
  return {
    counts,
    /** Failures as sentences. */
    failures,
    fail(what: 'lost' | 'doubled' | 'gaps' | 'out of order' | 'resets' | 'unsound', sentence: string) {
      counts[what] += 1;
      failures.push(`${what}: ${sentence}`);
      if (failures.length <= maxReported) report(`FAILED ${what}: ${sentence}`);
    },
  };
}

export type Tally = ReturnType<typeof createTally>;
