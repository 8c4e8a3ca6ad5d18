type Lane = { running: number; waiting: (() => void)[] };

/** Runs tasks of one name so many at a time, in the order in which they came. */
export function createLanes() {
  const lanes = new Map<string, Lane>();

  return async function inLane<T>(name: string, width: number, task: () => Promise<T>): Promise<T> {
    const lane = lanes.get(name) ?? { running: 0, waiting: [] };
    lanes.set(name, lane);
    if (lane.running >= width) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else lane.running += 1;
    try {
      return await task();
    } finally {
      const next = lane.waiting.shift();
      // Whoever is next takes the place over.
      if (next) next();
      else {
        lane.running -= 1;
        if (lane.running === 0) lanes.delete(name);
      }
    }
  };
}
