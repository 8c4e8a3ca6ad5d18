import { randomBytes } from 'node:crypto';
import { createHeadKey } from '../../journal-heads';
import type { Principal } from '../../model/access/principal';
import type { Role } from '../../model/words';
import { createAuthRunner } from '../auth-runner';
import type { Db } from '../client';
import { backfillMetro } from '../indexing/backfill-metro';
import { createEventRenaming } from '../indexing/rename-in-events';
import { createJournal } from '../journal/journal';
import { createRecordCommands } from '../records/record-commands';
import { meta, principals } from '../schema/reference';
import { createAccessCommands } from './access';
import { createAccountCommands } from './accounts';
import { createEventCommands } from './events';
import { createExampleCommands } from './examples';
import { createInvitationCommands } from './invitations';
import { createSeedCommands } from './seed';

/** All commands of the store by name; the writer thread calls them. */
export function createCommands(db: Db) {
  const journal = createJournal(db);
  const { hasAccounts, findByEmail, insertPerson, ...accountCommands } = createAccountCommands(db, journal);
  const { remove, ...eventCommands } = createEventCommands(db, journal);
  const { commands: recordCommands, writerOf } = createRecordCommands(db, journal);
  const renamings = (['mission', 'actor'] as const).map((type) => ({
    type,
    ...createEventRenaming(db, type),
  }));

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

  /** Are there events that do not have the new name of a mission or actor yet? */
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
    putPrincipal,
    ...accountCommands,
    ...createInvitationCommands(db, journal, { hasAccounts, findByEmail, insertPerson }),
    ...createAccessCommands(db, journal),
    runAuthStatement: createAuthRunner(db),
    ...eventCommands,
    ...recordCommands,
    ...createSeedCommands(db, { writerOf }, eventCommands.createEvent),
    ...createExampleCommands(db, { writerOf }, remove),
    backfillMetro: (folder: string) => backfillMetro(db, { writerOf }, folder),
    initializeMeta,
    isRenaming,
    continueRenaming,
  };
}

export type Commands = ReturnType<typeof createCommands>;

/** The role that a command requires; commands that are not listed are the system's own or check it themselves. */
export const requiredRoles: Readonly<Partial<Record<keyof Commands, Role>>> = {
  createEvent: 'analyst',
  updateEvent: 'analyst',
  deleteEvent: 'analyst',
  restoreEvent: 'analyst',
  removeExamples: 'analyst',
  // The declaration of the record type may require more.
  createRecord: 'viewer',
  updateRecord: 'viewer',
  deleteRecord: 'viewer',
  invite: 'admin',
  createResetInvitation: 'admin',
  withdrawInvitation: 'admin',
  updateAccount: 'admin',
  createKey: 'viewer',
  revokeKey: 'viewer',
  endSession: 'viewer',
  endSessions: 'viewer',
};
