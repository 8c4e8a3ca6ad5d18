/** One cause may fail a thousand times; the first tell most. */
const mostSaid = 30;

/** What a run did and what it found. Nothing may be lost, doubled or missing, and nobody sent back to start. */
export function createTally(say: (line: string) => void) {
  const counts = {
    kills: 0,
    'acknowledged writes': 0,
    'repeated after a lost answer': 0,
    'repeats known by their key': 0,
    'frames to boards': 0,
    cut: 0,
    duplicated: 0,
    reordered: 0,
    delayed: 0,
    stalled: 0,
    connections: 0,
    'boards opened anew': 0,
    'items that came again': 0,
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
    /** What went wrong, in sentences. */
    failures,
    fail(what: 'lost' | 'doubled' | 'gaps' | 'out of order' | 'resets' | 'unsound', sentence: string) {
      counts[what] += 1;
      failures.push(`${what}: ${sentence}`);
      if (failures.length <= mostSaid) say(`FAILED ${what}: ${sentence}`);
    },
  };
}

export type Tally = ReturnType<typeof createTally>;
