import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { createDb, openWriter } from '../client';
import { createAuthorization } from '../commands/authorization';
import { createCommands } from '../commands/commands';
import { isLocked } from '../database-errors';
import { createFileLostError, trackFileIdentity } from '../file-identity';
import { fillEntries } from '../indexing/fill-entries';
import { fillKeys } from '../indexing/fill-keys';
import { nameMetros } from '../indexing/name-metros';
import { reindexTexts } from '../indexing/reindex-texts';
import { createTextMerger } from '../indexing/text-index';
import { migrate } from '../migrate';
import { serveThread, type ThreadHandler } from './serve-thread';
import type { WriterSettings } from './writer-port';

/** The thread that writes, so that no commit blocks the event loop. A call runs one command in one transaction. */
const { file, root, seed }: WriterSettings = workerData;
/** Past this length the writer runs a checkpoint itself; usually the checkpointer keeps the log far shorter. */
const maxLogPages = 16_000;
/** How long a write waits while another program has locked the database; a user is waiting for it. */
const lockWaitMillis = 5_000;
/** The wait after a write has timed out, so that the waits of queued writes do not add up. */
const shortLockWaitMillis = 100;
/** Short, so that a shutdown is quick: what remains in the log is read at the next start. */
const closeLockWaitMillis = 500;

serveThread(file, open);

function open(): ThreadHandler {
  mkdirSync(dirname(file), { recursive: true });
  // Tracked before the file is opened, if it exists, so that a file put in its place meanwhile is noticed.
  const isExistingInPlace = existsSync(file) ? trackFileIdentity(file) : null;
  const connection = openWriter(file);
  const isInPlace = isExistingInPlace ?? trackFileIdentity(file);
  const checkFile = () => {
    if (!isInPlace()) throw createFileLostError(file);
  };
  migrate(connection, join(root, 'db/sqlite/migrations'));
  const db = createDb(connection);
  const { commands, maintenance } = createCommands(db);
  const authorize = createAuthorization(db);
  const byName = new Map<string, (...args: never[]) => unknown>(Object.entries(commands));
  const walState = connection.prepare<[], { log: number }>('pragma wal_checkpoint(NOOP)');
  const transaction = connection.transaction(<T>(work: () => T): T => work());

  const checkpointIfLong = () => {
    const { log } = walState.get() ?? { log: 0 };
    if (log > maxLogPages) connection.pragma('wal_checkpoint(PASSIVE)');
  };

  checkFile();
  transaction.immediate(() => maintenance.backfillMetro(join(root, 'db/reference')));
  const inSteps = (work: () => void) => {
    transaction.immediate(work);
    checkpointIfLong();
  };
  fillEntries(db, inSteps);
  nameMetros(db, inSteps);
  let reindexNextEvents = reindexTexts(db, inSteps);
  let fillNextKeys = fillKeys(db, inSteps);
  const mergeTexts = createTextMerger(db, 'events_fts');
  transaction.immediate(() => {
    maintenance.initializeMeta();
    maintenance.seed(seed, join(root, 'db/reference'));
  });

  let lockWait = 0;
  const setLockWait = (millis: number) => {
    if (millis !== lockWait) connection.pragma(`busy_timeout = ${millis}`);
    lockWait = millis;
  };
  setLockWait(lockWaitMillis);

  return {
    run: (name, args) => {
      const began = performance.now();
      try {
        const value = transaction.immediate(() => {
          authorize(name, args);
          const result = byName.get(name)?.(...args);
          checkFile();
          return result;
        });
        // Again, because the file may have been replaced during the commit: such a write must not be acknowledged.
        checkFile();
        setLockWait(lockWaitMillis);
        // Measured here, because the commit takes a good part of it.
        if (value instanceof Object && 'heldMillis' in value) value.heldMillis = performance.now() - began;
        return value;
      } catch (error) {
        setLockWait(isLocked(error) ? shortLockWaitMillis : lockWaitMillis);
        throw error;
      }
    },
    afterReply: checkpointIfLong,
    runIdleStep: () => {
      const usualLockWait = lockWait;
      // Short, because a command that arrives meanwhile waits for this step too.
      setLockWait(shortLockWaitMillis);
      try {
        if (reindexNextEvents?.()) return true;
        reindexNextEvents = null;
        if (fillNextKeys?.()) return true;
        fillNextKeys = null;
        // Before a renaming continues, because each of its steps adds a segment to the text index.
        let isMore = mergeTexts();
        if (!isMore && maintenance.isRenaming()) {
          transaction.immediate(() => {
            maintenance.continueRenaming();
            checkFile();
          });
          isMore = true;
        }
        checkpointIfLong();
        return isMore;
      } catch (error) {
        if (isLocked(error)) return true;
        throw error;
      } finally {
        setLockWait(usualLockWait);
      }
    },
    close: () => {
      try {
        setLockWait(closeLockWaitMillis);
        connection.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        connection.close();
      }
    },
  };
}
