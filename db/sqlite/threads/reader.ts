import { workerData } from 'node:worker_threads';
import { openReader } from '../client';
import { createScanQueries } from '../queries/scan-queries';
import { createCancelCheck, type QueryThreadSettings } from './query-pool';
import { serveThread, type ThreadHandler } from './serve-thread';

/** A thread that runs queries which scan events, off the event loop; a query ends once it is cancelled. */
const { file, own, cancelled }: QueryThreadSettings = workerData;

serveThread(file, open);

function open(): ThreadHandler {
  const connection = openReader(file, createCancelCheck(cancelled));
  const queries = createScanQueries(connection, own);
  const byName = new Map<string, (...args: never[]) => unknown>(Object.entries(queries));
  return {
    run: (name, args) => connection.transaction(() => byName.get(name)?.(...args))(),
    close: () => connection.close(),
  };
}
