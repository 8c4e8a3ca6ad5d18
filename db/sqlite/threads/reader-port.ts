import type { ScanQueries } from '../queries/scan-queries';
import { type QueryThread, type QueryThreadSettings, startQueryThread } from './query-thread';
import type { OnBackgroundError } from './thread';

export type Reader = Pick<QueryThread<ScanQueries>, 'run' | 'waiting' | 'isRunning' | 'close'>;

/** A thread for queries that scan events in SQL: exports, searches and deleted events. It starts with the first one. */
export function createReader(
  settings: Pick<QueryThreadSettings, 'file' | 'own'>,
  script: URL,
  onBackgroundError?: OnBackgroundError,
): Reader {
  let starting: Promise<QueryThread<ScanQueries>> | undefined;
  let started: QueryThread<ScanQueries> | undefined;

  async function start(): Promise<QueryThread<ScanQueries>> {
    try {
      started = await startQueryThread<ScanQueries>(settings, script, onBackgroundError);
      return started;
    } catch (error) {
      starting = undefined;
      throw error;
    }
  }

  return {
    run(signal, name, who, ...rest) {
      starting ??= start();
      return starting.then((thread) => thread.run(signal, name, who, ...rest));
    },
    waiting: () => started?.waiting() ?? 0,
    isRunning: () => started?.isRunning() ?? true,
    close: async () => (await starting)?.close(),
  };
}
