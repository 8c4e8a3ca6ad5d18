import { workerData } from 'node:worker_threads';
import { openReader } from '../client';
import { createHeavyQueries } from '../queries/heavy-queries';
import type { ReaderSettings } from './reader-port';
import { serveThread, type ThreadHandler } from './serve-thread';

/** The thread that runs long queries, off the event loop; a query ends once it is cancelled. */
const { file, own, stop }: ReaderSettings = workerData;

serveThread(file, open);

function open(): ThreadHandler {
  const connection = openReader(file, () => {
    if (Atomics.load(stop, 0) === 1) throw new Error('The query was cancelled.');
  });
  const queries = createHeavyQueries(connection, own);
  const byName = new Map<string, (...args: never[]) => unknown>(Object.entries(queries));
  return {
    run: (name, args) => connection.transaction(() => byName.get(name)?.(...args))(),
    close: () => connection.close(),
  };
}
