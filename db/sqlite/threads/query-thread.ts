import type { Principal } from '../../model/access/principal';
import { personOf } from '../../model/access/visible';
import type { Country } from '../../model/places/countries';
import { createFairQueue } from './fair-queue';
import { createLazyThread, type OnBackgroundError } from './thread';

/** `own` are the countries whose missions come first; `flags` are shared with the thread. */
export type QueryThreadSettings = { file: string; own: readonly Country[]; flags: Int32Array };

/** The flag that is 1 while the running query is to end. */
const cancelFlag = 0;
/** The flag that is 1 while the event index is built. */
const builtFlag = 1;

export type Queries<Q> = { [Name in keyof Q]: (who: Principal, ...rest: never[]) => unknown };
type Rest<F> = F extends (who: Principal, ...rest: infer R) => unknown ? R : never;

export type QueryThread<Q extends Queries<Q>> = {
  /**
   * Runs a query; those of several people run in turn. Rejects with the signal's reason once it is aborted, whether
   * the query waits or runs.
   * @throws AppError 'too-many' if this person has too many queries waiting
   */
  run<Name extends keyof Q & string>(
    signal: AbortSignal | undefined,
    name: Name,
    who: Principal,
    ...rest: Rest<Q[Name]>
  ): Promise<Awaited<ReturnType<Q[Name]>>>;
  /** Applies changes to the event index, unless that is happening already. */
  follow(): void;
  isBuilt(): boolean;
  /** For a thread that has not started; once it has, it says itself. */
  setBuilt(isBuilt: boolean): void;
  /** The number of pending queries. */
  waiting(): number;
  isRunning(): boolean;
  close(): Promise<void>;
};

/** A thread that answers queries, one at a time; it starts with the first. */
export function createQueryThread<Q extends Queries<Q>>(
  { file, own }: Pick<QueryThreadSettings, 'file' | 'own'>,
  script: URL,
  onBackgroundError: OnBackgroundError = () => {},
): QueryThread<Q> {
  const flags = new Int32Array(new SharedArrayBuffer(8));
  const settings: QueryThreadSettings = { file, own, flags };
  const thread = createLazyThread(script, settings, onBackgroundError);
  const queue = createFairQueue();
  let isFollowing = false;

  async function call<T>(signal: AbortSignal | undefined, name: string, args: unknown[]): Promise<T> {
    signal?.throwIfAborted();
    Atomics.store(flags, cancelFlag, 0);
    const cancel = () => void Atomics.store(flags, cancelFlag, 1);
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

  return {
    run: (signal, name, who, ...rest) =>
      queue.run(personOf(who), signal, () => call(signal, name, [who, ...rest])),
    follow() {
      if (isFollowing) return;
      isFollowing = true;
      thread
        .call('follow', [])
        .catch(() => {
          // The next answer follows too, and reports why it cannot.
        })
        .finally(() => {
          isFollowing = false;
        });
    },
    isBuilt: () => Atomics.load(flags, builtFlag) === 1,
    setBuilt: createFlags(flags).setBuilt,
    waiting: queue.waiting,
    isRunning: thread.isRunning,
    close: thread.close,
  };
}

/** The thread's side of the flags. */
export function createFlags(flags: Int32Array) {
  return {
    /** @throws if the running query was cancelled */
    check: () => {
      if (Atomics.load(flags, cancelFlag) === 1) throw new Error('The query was cancelled.');
    },
    setBuilt: (isBuilt: boolean) => void Atomics.store(flags, builtFlag, Number(isBuilt)),
  };
}
