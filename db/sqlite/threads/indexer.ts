import { workerData } from 'node:worker_threads';
import { openReader } from '../client';
import { createIndexQueries } from '../event-index/index-queries';
import { maxOnDemand } from '../event-index/on-demand';
import type { IndexerSettings } from './indexer-port';
import { createCancelCheck } from './query-pool';
import { serveThread, type ThreadHandler } from './serve-thread';

/** The thread that keeps the event index and answers from it. */
const { file, own, cancelled, built }: IndexerSettings = workerData;

serveThread(file, open);

async function open(): Promise<ThreadHandler> {
  const setBuilt = (isBuilt: boolean) => void Atomics.store(built, 0, Number(isBuilt));
  const connection = openReader(file, createCancelCheck(cancelled));
  const { index, queries } = createIndexQueries(connection, own);
  const byName = new Map<string, (...args: never[]) => unknown>(Object.entries(queries));
  const [begin, end] = [connection.prepare('begin'), connection.prepare('commit')];
  // The index of few events is complete before the first call.
  for (let isMore = true; isMore && index.columns().size() < maxOnDemand; ) isMore = await index.buildStep();
  setBuilt(index.isBuilt());

  return {
    run: async (name, args) => {
      begin.run();
      try {
        return await byName.get(name)?.(...args);
      } finally {
        if (connection.inTransaction) end.run();
        setBuilt(index.isBuilt());
      }
    },
    runIdleStep: async () => {
      const isMore = await index.buildStep();
      setBuilt(index.isBuilt());
      return isMore;
    },
    close: () => connection.close(),
  };
}
