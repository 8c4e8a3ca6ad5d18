import { randomBytes } from 'node:crypto';
import { createHeadKey } from '../../journal-heads';
import type { Principal } from '../../model/access/principal';
import { records } from '../../model/records/record-types';
import type { Db } from '../client';
import { backfillMetro } from '../indexing/backfill-metro';
import { createJournal } from '../journal/journal';
import { recordBindings } from '../records/record-bindings';
import { createRecordCommands } from '../records/record-commands';
import { meta, principals } from '../schema/reference';
import { createAccessCommands } from './access';
import { createAccountCommands } from './accounts';
import { createAuthRecordCommands } from './auth-records';
import { createBatchCommands } from './batches';
import { createBulkChangeCommands } from './bulk-change';
import { createDisplayCommands } from './displays';
import { createEventCommands } from './events';
import { createExampleCommands } from './examples';
import { createExerciseCommands } from './exercise';
import { createInvitationCommands } from './invitations';
import { createNamedRemoval } from './named-removal';
import { createSeedCommands } from './seed';
import { createUndoCommands } from './undo';

/**
 * All commands of the store by name, which the writer's thread calls for the port, and the maintenance that it does
 * itself.
 */
export function createCommands(db: Db) {
  const journal = createJournal(db);
  const { hasAccounts, findByEmail, insertPerson, ...accountCommands } = createAccountCommands(db, journal);
  const allEventCommands = createEventCommands(db, journal);
  const { remove, removeNames, putBack: _, putLink: __, release: ___, ...eventCommands } = allEventCommands;
  const { commands: recordCommands, writerOf } = createRecordCommands(db, journal);
  const namedRemoval = createNamedRemoval(db, { writerOf }, removeNames);
  const renamings = Object.values(records).flatMap(({ type }) => {
    const renaming = recordBindings[type].renaming(db);
    return renaming ? [{ type, ...renaming }] : [];
  });
  const batchCommands = createBatchCommands(db, journal, allEventCommands);
  const { seed } = createSeedCommands(db, { writerOf }, eventCommands.createEvent);

  /**
   * Creates the epoch and the keys of a new database, and stores the time of each start. Writing at each start makes
   * a disk that cannot be written fail the start and not the first command.
   */
  function initializeMeta(): void {
    const initial = [
      { key: 'epoch', value: randomBytes(12).toString('base64url') },
      { key: 'seal key', value: randomBytes(32).toString('base64url') },
      { key: 'audit key', value: createHeadKey() },
    ];
    db.insert(meta).values(initial).onConflictDoNothing().run();
    const start = { key: 'last start', value: new Date().toISOString() };
    db.insert(meta).values(start).onConflictDoUpdate({ target: meta.key, set: start }).run();
  }

  /** Are there events that do not have the new name of a record yet? */
  function isRenaming(): boolean {
    return renamings.some(({ isPending }) => isPending());
  }

  /** Writes new names into the next batch of events. */
  function continueRenaming(): void {
    for (const { type, runStep } of renamings) if (runStep(writerOf(type).journalAgain)) return;
  }

  function putPrincipal(_by: Principal, who: Principal): void {
    // Without the id: if an update sets it, SQLite scans all tables for rows that reference it.
    const { id: _id, ...set } = who;
    db.insert(principals).values(who).onConflictDoUpdate({ target: principals.id, set }).run();
  }

  return {
    commands: {
      putPrincipal,
      ...accountCommands,
      ...createInvitationCommands(db, journal, { hasAccounts, findByEmail, insertPerson }),
      ...createAccessCommands(db, journal),
      ...createDisplayCommands(db, journal),
      ...createAuthRecordCommands(db),
      ...eventCommands,
      ...batchCommands,
      ...createBulkChangeCommands(db, journal, allEventCommands),
      ...createUndoCommands(db, journal, allEventCommands),
      ...recordCommands,
      ...createExampleCommands(db, remove, namedRemoval),
      ...createExerciseCommands(db, { writerOf, removeEvent: remove, namedRemoval, ...batchCommands }),
    },
    maintenance: {
      seed,
      backfillMetro: (folder: string) => backfillMetro(db, { writerOf }, folder),
      initializeMeta,
      isRenaming,
      continueRenaming,
    },
  };
}

export type Commands = ReturnType<typeof createCommands>['commands'];
