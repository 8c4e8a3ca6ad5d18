import { personOf, type Reader as Who } from '../../model/access/visible';
import { AppError } from '../../model/errors';
import type { Country } from '../../model/places/countries';
import type { HeavyQueries } from '../queries/heavy-queries';
import { type OnTrouble, startThread } from './thread';

/** `own` are the countries whose missions come first; `stop` holds 1 while the query that runs is no longer wanted. */
export type ReaderSettings = { file: string; own: readonly Country[]; stop: Int32Array };

export type Reader = {
  /**
   * Takes the people who wait in turn, one query of each; the first argument of a query says who asks.
   * Rejects with the signal's reason once that is aborted, whether the query waits or runs.
   * @throws AppError 'too-many' where this person has too many waiting
   */
  run<Name extends keyof HeavyQueries>(
    signal: AbortSignal | undefined,
    name: Name,
    ...args: Parameters<HeavyQueries[Name]>
  ): Promise<ReturnType<HeavyQueries[Name]>>;
  /** How many queries have no answer yet. */
  waiting(): number;
  isRunning(): boolean;
  close(): Promise<void>;
};

type Job = () => Promise<void>;

/** Queries of one person that may wait: more than the open pages of one, few enough to be answered in seconds. */
const mostWaiting = 24;

/** Starts the thread of heavy queries; it takes one after the other. */
export async function startReader(
  { file, own }: Pick<ReaderSettings, 'file' | 'own'>,
  script: URL,
  onTrouble?: OnTrouble,
): Promise<Reader> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const settings: ReaderSettings = { file, own, stop };
  const thread = await startThread(script, settings, onTrouble);
  /** Who waits, in the order in which they are taken. */
  const queues = new Map<string, Job[]>();
  let waiting = 0;
  let isBusy = false;

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let job = takeNext(); job; job = takeNext()) await job();
    isBusy = false;
  }

  /** A person whose query is taken goes to the end of the queue. */
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
    if (jobs.length >= mostWaiting)
      throw new AppError('too-many', 'Many of your searches are waiting: go on once some are answered.');
    waiting += 1;
    try {
      return await new Promise((resolve, reject) => {
        // One that nobody waits for any more makes room at once.
        const leave = () => {
          jobs.splice(jobs.indexOf(job), 1);
          reject(signal?.reason);
        };
        const job = () => {
          // An export has one signal for all its pages: a listener that stayed would keep each of them in memory.
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
