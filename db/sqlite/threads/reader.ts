import { workerData } from 'node:worker_threads';
import { openReader } from '../client';
import { createScanQueries } from '../queries/scan-queries';
import { createFlags, type QueryThreadSettings } from './query-thread';
import { serveThread, type ThreadHandler } from './serve-thread';

/** The thread that runs queries which scan events, off the event loop; a query ends once it is cancelled. */
const { file, own, flags }: QueryThreadSettings = workerData;

serveThread(file, open);

function open(): ThreadHandler {
  const connection = openReader(file, createFlags(flags).check);
  const queries = createScanQueries(connection, own);
  const byName = new Map<string, (...args: never[]) => unknown>(Object.entries(queries));
  return {
    run: (name, args) => connection.transaction(() => byName.get(name)?.(...args))(),
    close: () => connection.close(),
  };
}
