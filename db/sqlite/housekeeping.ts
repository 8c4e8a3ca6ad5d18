import { failure } from '../model/errors';
import type { Store } from '../store';
import { copy, isTemporaryCopy } from './backup/copier-port';
import { createDb, type Db, openReader, sizeOf } from './client';
import { createFileLostError } from './file-identity';
import { meta } from './schema/reference';
import type { Thread } from './threads/thread';

type Parts = {
  /** The path of the database. */
  file: string;
  db: Db;
  writer: Pick<Thread, 'waiting' | 'isRunning'>;
  reader: Pick<Thread, 'waiting' | 'isRunning'>;
  index: Pick<Thread, 'waiting' | 'isRunning'> & { isBuilt(): boolean };
  /** Does the path still name the file that was opened? */
  isInPlace(): boolean;
};

/** What the store says about itself: its identity, its state, its size, and how it is backed up. */
export function createHousekeeping({
  file,
  db,
  writer,
  reader,
  index,
  isInPlace,
}: Parts): Pick<Store, 'readIdentity' | 'findFatalError' | 'ping' | 'backup' | 'readUsage' | 'readMetrics'> {
  const metaValues = new Map(
    db
      .select()
      .from(meta)
      .all()
      .map(({ key, value }) => [key, value]),
  );

  const areThreadsRunning = () => writer.isRunning() && index.isRunning() && reader.isRunning();

  return {
    readIdentity: async () => ({
      epoch: metaValues.get('epoch') ?? '',
      sealKey: Buffer.from(metaValues.get('seal key') ?? '', 'base64url'),
      auditKey: metaValues.get('audit key') ?? '',
    }),
    findFatalError: async () => {
      if (!isInPlace()) return createFileLostError(file);
      return areThreadsRunning() ? null : failure('thread-ended');
    },
    ping: async () => {
      if (!areThreadsRunning()) throw failure('thread-ended');
      if (!index.isBuilt()) throw failure('index-building');
      // A new connection, because the others may read from their caches.
      const probe = openReader(file);
      try {
        createDb(probe).select({ key: meta.key }).from(meta).limit(1).get();
      } finally {
        probe.close();
      }
    },
    backup: {
      save: (to, signal) => copy({ kind: 'backup', from: file, to, isForced: false }, { signal }),
      isIncomplete: isTemporaryCopy,
    },
    readUsage: async () => ({
      waiting: { writes: writer.waiting(), queries: index.waiting() + reader.waiting() },
      bytes: sizeOf(file),
      unmergedBytes: sizeOf(`${file}-wal`),
    }),
    readMetrics: async () => {
      const queue = { name: 'chancery_store_queue_calls', help: 'Calls that wait for a thread of the store' };
      const log = { name: 'chancery_store_wal_bytes', help: 'Size of the write-ahead log on the disk' };
      return [
        { ...queue, labels: { thread: 'writer' }, value: writer.waiting() },
        { ...queue, labels: { thread: 'indexer' }, value: index.waiting() },
        { ...queue, labels: { thread: 'reader' }, value: reader.waiting() },
        { ...log, value: sizeOf(`${file}-wal`) },
      ];
    },
  };
}
