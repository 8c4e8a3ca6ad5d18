import type { Country } from '../model/countries';
import type { HeavyQueries } from './heavy-queries';
import { type OnTrouble, startThread } from './thread';

/** `own` are the countries whose missions come first; `stop` holds 1 while the query that runs is no longer wanted. */
export type ReaderSettings = { file: string; own: readonly Country[]; stop: Int32Array };

export type Reader = {
  /** Rejects with the signal's reason once that is aborted, whether the query waits or runs. */
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

/** Starts the thread of heavy queries; it takes one after the other. */
export async function startReader(
  { file, own }: Pick<ReaderSettings, 'file' | 'own'>,
  script: URL,
  onTrouble?: OnTrouble,
): Promise<Reader> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const settings: ReaderSettings = { file, own, stop };
  const thread = await startThread(script, settings, onTrouble);
  let before: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const run: Reader['run'] = (signal, name, ...args) => {
    waiting += 1;
    const answered = before.then(async () => {
      signal?.throwIfAborted();
      Atomics.store(stop, 0, 0);
      const cancel = () => void Atomics.store(stop, 0, 1);
      signal?.addEventListener('abort', cancel);
      try {
        return await thread.call<ReturnType<HeavyQueries[typeof name]>>(name, args);
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    });
    before = answered
      .catch(() => undefined)
      .then(() => {
        waiting -= 1;
      });
    return answered;
  };
  return { run, waiting: () => waiting, isRunning: thread.isRunning, close: thread.close };
}
