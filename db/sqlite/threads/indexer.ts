import { workerData } from 'node:worker_threads';
import { openReader } from '../client';
import { createIndexQueries } from '../event-index/index-queries';
import { maxOnDemand } from '../event-index/on-demand';
import { createFlags, type QueryThreadSettings } from './query-thread';
import { serveThread, type ThreadHandler } from './serve-thread';

/** The thread that keeps the event index and answers from it. */
const { file, own, flags }: QueryThreadSettings = workerData;

serveThread(file, open);

async function open(): Promise<ThreadHandler> {
  const { check, setBuilt } = createFlags(flags);
  const connection = openReader(file, check);
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
