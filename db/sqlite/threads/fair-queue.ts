import { failure } from '../../model/errors';

/** Tasks of one person that may wait: more than one person's open pages need, few enough to finish in seconds. */
const maxWaiting = 24;

type Job = () => Promise<void>;

/** Runs one task at a time; those of several people in turn, one of each. */
export function createFairQueue() {
  /** The waiting tasks of each person, in the order in which people are served. */
  const queues = new Map<string, Job[]>();
  let waiting = 0;
  let isBusy = false;

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let job = takeNext(); job; job = takeNext()) await job();
    isBusy = false;
  }

  /** A person whose task was taken moves to the end of the queue. */
  function takeNext(): Job | undefined {
    for (const [person, jobs] of queues) {
      queues.delete(person);
      const job = jobs.shift();
      if (jobs.length > 0) queues.set(person, jobs);
      if (job) return job;
    }
    return undefined;
  }

  /**
   * Runs a task in its turn. Rejects with the signal's reason if it is aborted while the task waits.
   * @throws AppError 'too-many' if this person has too many tasks waiting
   */
  async function run<T>(person: string, signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    const jobs = queues.get(person) ?? [];
    if (jobs.length >= maxWaiting) throw failure('too-many-searches');
    waiting += 1;
    try {
      return await new Promise<T>((resolve, reject) => {
        // An aborted task leaves the queue at once, so that it does not count as waiting.
        const leave = () => {
          jobs.splice(jobs.indexOf(job), 1);
          reject(signal?.reason);
        };
        const job = () => {
          // An export uses one signal for all its pages; a listener left on it would keep each page in memory.
          signal?.removeEventListener('abort', leave);
          return task().then(resolve, reject);
        };
        signal?.addEventListener('abort', leave, { once: true });
        jobs.push(job);
        queues.set(person, jobs);
        void work();
      });
    } finally {
      waiting -= 1;
    }
  }

  return { run, waiting: () => waiting };
}
