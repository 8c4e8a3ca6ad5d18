import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { Principal } from '../../model/access/principal';
import { refuseWithout } from '../../model/access/rights';
import { AppError } from '../../model/errors';
import type { Role } from '../../model/words';
import { createToday } from '../access';
import { openWriter, over } from '../client';
import { type Commands, createCommands, neededRoles } from '../commands/commands';
import { isLocked } from '../failures';
import { lostFile, watchFile } from '../file-identity';
import { renewTexts } from '../indexing/renew-texts';
import { createTextMerger } from '../indexing/text-index';
import { migrate } from '../migrate';
import { type Served, serveThread } from './serve-thread';
import type { WriterSettings } from './writer-port';

/**
 * The thread that writes: commits wait for the disk here, never on the event loop. One call is
 * one command and one immediate transaction.
 */
const { file, root, seed }: WriterSettings = workerData;
/** The checkpointer keeps the log far shorter; where it cannot keep up, the writer waits for a checkpoint itself. */
const longLogPages = 16_000;
/** How long a write waits while another program holds the database: whoever sent it is looking at his form. */
const waitMillis = 5_000;
/** Once one has waited in vain, so that those behind it do not add their waits up. */
const shortWaitMillis = 100;
/** At the end what is left in the log is read at the next start: a stop must not wait long for others. */
const lastWaitMillis = 500;

serveThread(file, open);

function open(): Served {
  mkdirSync(dirname(file), { recursive: true });
  // Of a file that is there before it is opened, lest one that comes in its place meanwhile be taken for it.
  const early = existsSync(file) ? watchFile(file) : null;
  const connection = openWriter(file);
  const isInPlace = early ?? watchFile(file);
  const check = () => {
    if (!isInPlace()) throw lostFile(file);
  };
  migrate(connection, join(root, 'db/sqlite/migrations'));
  const db = over(connection);
  const commands: Commands = createCommands(db);
  const roles = new Map<string, Role>(Object.entries(neededRoles));
  const today = createToday(db);
  const byName = new Map<string, (...args: never[]) => unknown>(Object.entries(commands));
  const walState = connection.prepare<[], { log: number }>('pragma wal_checkpoint(NOOP)');
  const transaction = connection.transaction(<T>(work: () => T): T => work());

  const rest = () => {
    const { log } = walState.get() ?? { log: 0 };
    if (log > longLogPages) connection.pragma('wal_checkpoint(PASSIVE)');
  };

  check();
  transaction.immediate(() => commands.fillMetro(join(root, 'db/reference')));
  let renewEvents = renewTexts(db, (work) => {
    transaction.immediate(work);
    rest();
  });
  const mergeTexts = createTextMerger(db, 'events_fts');
  transaction.immediate(() => {
    commands.identify();
    commands.seed(seed, join(root, 'db/reference'));
  });

  /** Who acts, by the rights of this very moment: a request may have been let in before they were taken. */
  function entitled(role: Role, by: Principal): Principal {
    const now = today(by, Date.now());
    if (!now) throw new AppError('forbidden', 'You are no longer signed in: sign in again.');
    refuseWithout(now, role);
    return now;
  }

  let wait = 0;
  const waitUpTo = (millis: number) => {
    if (millis !== wait) connection.pragma(`busy_timeout = ${millis}`);
    wait = millis;
  };
  waitUpTo(waitMillis);

  return {
    run: (name, args) => {
      try {
        const value = transaction.immediate(() => {
          const [role, by] = [roles.get(name), args[0]];
          // What came over from the other thread is this call's own.
          if (role && by) Object.assign(by, entitled(role, by));
          const done = byName.get(name)?.(...args);
          check();
          return done;
        });
        // Again, for what happened during the commit: what is acknowledged is in the file that is there.
        check();
        waitUpTo(waitMillis);
        return value;
      } catch (error) {
        waitUpTo(isLocked(error) ? shortWaitMillis : waitMillis);
        throw error;
      }
    },
    rest,
    idle: () => {
      const usual = wait;
      // Nobody waits for this, and a command that comes meanwhile must not wait twice.
      waitUpTo(shortWaitMillis);
      try {
        if (renewEvents?.()) return true;
        renewEvents = null;
        // First, because each step of a renaming adds a part to the text index.
        let isMore = mergeTexts();
        if (!isMore && commands.isRenaming()) {
          transaction.immediate(() => {
            commands.continueRenaming();
            check();
          });
          isMore = true;
        }
        rest();
        return isMore;
      } catch (error) {
        if (isLocked(error)) return true;
        throw error;
      } finally {
        waitUpTo(usual);
      }
    },
    close: () => {
      try {
        waitUpTo(lastWaitMillis);
        connection.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        connection.close();
      }
    },
  };
}
