import type { Principal } from '../../model/access/principal';
import { personOf } from '../../model/access/visible';
import type { Country } from '../../model/places/countries';
import { createFairQueue } from './fair-queue';
import { createLazyThread, type OnBackgroundError } from './thread';

/** `own` are the countries whose missions come first. */
export type QuerySettings = { file: string; own: readonly Country[] };
/** `cancelled` is shared with the thread: 1 while the running query is to end. */
export type QueryThreadSettings = QuerySettings & { cancelled: Int32Array };

export type Queries<Q> = { [Name in keyof Q]: (who: Principal, ...rest: never[]) => unknown };
type Rest<F> = F extends (who: Principal, ...rest: infer R) => unknown ? R : never;

export type QueryPool<Q extends Queries<Q>> = {
  /**
   * Runs a query; a person's queries run one after another, those of several people in turn. Rejects with the signal's
   * reason once it is aborted, whether the query waits or runs.
   * @throws AppError 'too-many' if this person has too many queries waiting
   */
  run<Name extends keyof Q & string>(
    signal: AbortSignal | undefined,
    name: Name,
    who: Principal,
    ...rest: Rest<Q[Name]>
  ): Promise<Awaited<ReturnType<Q[Name]>>>;
  /** The number of pending queries. */
  waiting(): number;
  isRunning(): boolean;
  close(): Promise<void>;
};

type QueryThread = ReturnType<typeof createQueryThread>;

/** A thread that answers queries, one at a time; it starts with the first. */
export function createQueryThread<Settings extends QuerySettings>(
  settings: Settings,
  script: URL,
  onBackgroundError: OnBackgroundError = () => {},
) {
  const cancelled = new Int32Array(new SharedArrayBuffer(4));
  const thread = createLazyThread(script, { ...settings, cancelled }, onBackgroundError);

  async function query<T>(signal: AbortSignal | undefined, name: string, args: unknown[]): Promise<T> {
    signal?.throwIfAborted();
    Atomics.store(cancelled, 0, 0);
    const cancel = () => void Atomics.store(cancelled, 0, 1);
    signal?.addEventListener('abort', cancel);
    try {
      return await thread.call<T>(name, args);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  return { ...thread, query };
}

/** Spreads queries over threads that answer the same ones. */
export function createQueryPool<Q extends Queries<Q>>(threads: readonly QueryThread[]): QueryPool<Q> {
  const queue = createFairQueue(threads);
  return {
    run: (signal, name, who, ...rest) =>
      queue.run(personOf(who), signal, ({ query }) => query(signal, name, [who, ...rest])),
    waiting: queue.waiting,
    isRunning: () => threads.every(({ isRunning }) => isRunning()),
    close: async () => {
      await Promise.all(threads.map(({ close }) => close()));
    },
  };
}

/** The thread's check of its flag. @throws if the running query was cancelled */
export function createCancelCheck(cancelled: Int32Array): () => void {
  return () => {
    if (Atomics.load(cancelled, 0) === 1) throw new Error('The query was cancelled.');
  };
}
