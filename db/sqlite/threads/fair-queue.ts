import { failure } from '../../model/errors';

/** Tasks of one person that may wait: more than one person's open pages need, few enough to finish in seconds. */
const maxWaiting = 24;

type Job<Worker> = (worker: Worker) => Promise<void>;

/**
 * Runs each task on a worker that is free, the last to become free first. The tasks of one person run one after another
 * and those of several people in turn, so that a person never occupies more than one worker.
 */
export function createFairQueue<Worker extends object>(workers: readonly Worker[]) {
  const free = [...workers];
  /** The waiting tasks of each person, in the order in which people are served. */
  const queues = new Map<string, Job<Worker>[]>();
  const served = new Set<string>();
  let waiting = 0;

  async function work(): Promise<void> {
    const next = [...queues].find(([person, jobs]) => jobs.length > 0 && !served.has(person));
    const worker = next && free.pop();
    if (!next || !worker) return;
    const [person, jobs] = next;
    const job = jobs.shift();
    served.add(person);
    await job?.(worker);
    served.delete(person);
    free.push(worker);
    // A person who was served moves to the end of the queue.
    queues.delete(person);
    if (jobs.length > 0) queues.set(person, jobs);
    void work();
  }

  /**
   * Runs a task in its turn. Rejects with the signal's reason if it is aborted while the task waits.
   * @throws AppError 'too-many' if this person has too many tasks waiting
   */
  async function run<T>(
    person: string,
    signal: AbortSignal | undefined,
    task: (worker: Worker) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    const jobs = queues.get(person) ?? [];
    queues.set(person, jobs);
    if (jobs.length >= maxWaiting) throw failure('too-many-searches');
    waiting += 1;
    try {
      return await new Promise<T>((resolve, reject) => {
        // An aborted task leaves the queue at once, so that it does not count as waiting.
        const leave = () => {
          jobs.splice(jobs.indexOf(job), 1);
          if (jobs.length === 0 && !served.has(person)) queues.delete(person);
          reject(signal?.reason);
        };
        const job = (worker: Worker) => {
          // An export uses one signal for all its pages; a listener left on it would keep each page in memory.
          signal?.removeEventListener('abort', leave);
          return task(worker).then(resolve, reject);
        };
        signal?.addEventListener('abort', leave, { once: true });
        jobs.push(job);
        void work();
      });
    } finally {
      waiting -= 1;
    }
  }

  return { run, waiting: () => waiting };
}
