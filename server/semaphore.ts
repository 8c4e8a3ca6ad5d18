type Slot = { running: number; waiting: (() => void)[] };

/** Runs at most `permits` tasks with the same name at a time, in the order of the calls. */
export function createSemaphore() {
  const slots = new Map<string, Slot>();

  return async function withPermit<T>(name: string, permits: number, task: () => Promise<T>): Promise<T> {
    const slot = slots.get(name) ?? { running: 0, waiting: [] };
    slots.set(name, slot);
    if (slot.running >= permits) await new Promise<void>((resolve) => slot.waiting.push(resolve));
    else slot.running += 1;
    try {
      return await task();
    } finally {
      const next = slot.waiting.shift();
      // The next task takes over the permit.
      if (next) next();
      else {
        slot.running -= 1;
        if (slot.running === 0) slots.delete(name);
      }
    }
  };
}

export type Mutex = <T>(name: string, task: () => Promise<T>) => Promise<T>;

/** Runs tasks with the same name one after the other, in the order of the calls. */
export function createMutex(): Mutex {
  const withPermit = createSemaphore();
  return (name, task) => withPermit(name, 1, task);
}
