export type Turns = <T>(task: () => Promise<T>) => Promise<T>;

/** Runs one task at a time, in the order in which they were asked for. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task);
    last = run.catch(() => undefined);
    return run;
  };
}
