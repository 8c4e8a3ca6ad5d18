import { personOf, type Reader as Who } from '../../model/access/visible';
import { failure } from '../../model/errors';
import type { Country } from '../../model/places/countries';
import type { HeavyQueries } from '../queries/heavy-queries';
import { createLazyThread, type OnBackgroundError } from './thread';

/** `own` are the countries whose missions come first; `stop` is set to 1 to cancel the running query. */
export type ReaderSettings = { file: string; own: readonly Country[]; stop: Int32Array };

export type Reader = {
  /**
   * Runs a query; those of several people run in turn, one of each. The first argument of a query is the principal.
   * Rejects with the signal's reason once it is aborted, whether the query waits or runs.
   * @throws AppError 'too-many' if this person has too many queries waiting
   */
  run<Name extends keyof HeavyQueries>(
    signal: AbortSignal | undefined,
    name: Name,
    ...args: Parameters<HeavyQueries[Name]>
  ): Promise<ReturnType<HeavyQueries[Name]>>;
  /** The number of pending queries. */
  waiting(): number;
  isRunning(): boolean;
  close(): Promise<void>;
};

type Job = () => Promise<void>;

/** Queries of one person that may wait: more than one person's open pages need, few enough to finish in seconds. */
const maxWaiting = 24;

/** The thread of heavy queries, which runs one at a time and starts with the first. */
export function createReader(
  { file, own }: Pick<ReaderSettings, 'file' | 'own'>,
  script: URL,
  onBackgroundError?: OnBackgroundError,
): Reader {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const settings: ReaderSettings = { file, own, stop };
  const thread = createLazyThread(script, settings, onBackgroundError);
  /** The waiting queries of each person, in the order in which people are served. */
  const queues = new Map<string, Job[]>();
  let waiting = 0;
  let isBusy = false;

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let job = takeNext(); job; job = takeNext()) await job();
    isBusy = false;
  }

  /** A person whose query was taken moves to the end of the queue. */
  function takeNext(): Job | undefined {
    for (const [person, jobs] of queues) {
      queues.delete(person);
      const job = jobs.shift();
      if (jobs.length > 0) queues.set(person, jobs);
      if (job) return job;
    }
    return undefined;
  }

  async function ask<Name extends keyof HeavyQueries>(
    signal: AbortSignal | undefined,
    name: Name,
    args: Parameters<HeavyQueries[Name]>,
  ): Promise<ReturnType<HeavyQueries[Name]>> {
    signal?.throwIfAborted();
    Atomics.store(stop, 0, 0);
    const cancel = () => void Atomics.store(stop, 0, 1);
    signal?.addEventListener('abort', cancel);
    try {
      return await thread.call<ReturnType<HeavyQueries[Name]>>(name, args);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  const run: Reader['run'] = async (signal, name, ...args) => {
    signal?.throwIfAborted();
    const [who]: readonly [Who, ...unknown[]] = args;
    const person = personOf(who);
    const jobs = queues.get(person) ?? [];
    if (jobs.length >= maxWaiting) throw failure('too-many-searches');
    waiting += 1;
    try {
      return await new Promise((resolve, reject) => {
        // An aborted query leaves the queue at once, so that it does not count as waiting.
        const leave = () => {
          jobs.splice(jobs.indexOf(job), 1);
          reject(signal?.reason);
        };
        const job = () => {
          // An export uses one signal for all its pages; a listener left on it would keep each page in memory.
          signal?.removeEventListener('abort', leave);
          return ask(signal, name, args).then(resolve, reject);
        };
        signal?.addEventListener('abort', leave, { once: true });
        jobs.push(job);
        queues.set(person, jobs);
        void work();
      });
    } finally {
      waiting -= 1;
    }
  };
  return { run, waiting: () => waiting, isRunning: thread.isRunning, close: thread.close };
}
