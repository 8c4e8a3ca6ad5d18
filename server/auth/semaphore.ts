type Slot = { running: number; waiting: (() => void)[] };

/** Runs at most so many tasks of one name at a time, in the order in which they came; with one permit, a mutex. */
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
      // The next one takes over the permit.
      if (next) next();
      else {
        slot.running -= 1;
        if (slot.running === 0) slots.delete(name);
      }
    }
  };
}
