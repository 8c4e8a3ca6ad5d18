import { randomBytes } from 'node:crypto';
import { newHeadKey } from '../../journal-heads';
import type { Principal } from '../../model/access/principal';
import type { Role } from '../../model/words';
import { createAuthRunner } from '../auth-runner';
import type { Db } from '../client';
import { fillMetro } from '../indexing/fill-metro';
import { createJournal } from '../journal/journal';
import { meta, principals } from '../schema/reference';
import { createAccessCommands } from './access';
import { createAccountCommands } from './accounts';
import { createActorCommands } from './actors';
import { createEventCommands } from './events';
import { createMissionCommands } from './missions';
import { createSeedCommands } from './seed';
import { createVisitCommands } from './visits';

/** Every command of the store by name: what the writer answers to. */
export function createCommands(db: Db) {
  const journal = createJournal(db);
  const { remove, ...onEvents } = createEventCommands(db, journal);
  const {
    insertActor,
    removeExampleActors,
    renaming: ofActors,
    ...onActors
  } = createActorCommands(db, journal);
  const { insertVisit, removeExampleVisits, ...onVisits } = createVisitCommands(db, journal);
  const { insertMission, renaming: ofMissions, ...onMissions } = createMissionCommands(db, journal);
  const seeding = createSeedCommands(db, journal, {
    createEvent: onEvents.createEvent,
    removeEvent: remove,
    insertMission,
    insertActor,
    insertVisit,
    removeExampleActors,
    removeExampleVisits,
  });

  /**
   * The epoch and the keys are made once, with the database. The start is noted each time: a disk that
   * takes no writes is told of now, and not by the first who logs a threat.
   */
  function identify(): void {
    const fresh = [
      { key: 'epoch', value: randomBytes(12).toString('base64url') },
      { key: 'seal key', value: randomBytes(32).toString('base64url') },
      { key: 'audit key', value: newHeadKey() },
    ];
    db.insert(meta).values(fresh).onConflictDoNothing().run();
    const start = { key: 'last start', value: new Date().toISOString() };
    db.insert(meta).values(start).onConflictDoUpdate({ target: meta.key, set: start }).run();
  }

  /** Is a new name still missing from events? */
  function isRenaming(): boolean {
    return ofMissions.isPending() || ofActors.isPending();
  }

  /** Writes the next part of them. */
  function continueRenaming(): void {
    if (ofMissions.isPending()) ofMissions.step();
    else ofActors.step();
  }

  function putPrincipal(_by: Principal, who: Principal): void {
    // Without the id: where an update names it, SQLite looks through all records for those that refer to it.
    const { id: _id, ...set } = who;
    db.insert(principals).values(who).onConflictDoUpdate({ target: principals.id, set }).run();
  }

  return {
    putPrincipal,
    ...createAccountCommands(db, journal),
    ...createAccessCommands(db, journal),
    runAuth: createAuthRunner(db),
    ...onEvents,
    ...onMissions,
    ...onActors,
    ...onVisits,
    ...seeding,
    fillMetro: (folder: string) => fillMetro(db, journal, folder),
    identify,
    isRenaming,
    continueRenaming,
  };
}

export type Commands = ReturnType<typeof createCommands>;

/** What a command takes at least; the others are of the program itself, or judge by themselves. */
export const neededRoles: Readonly<Partial<Record<keyof Commands, Role>>> = {
  createEvent: 'analyst',
  updateEvent: 'analyst',
  deleteEvent: 'analyst',
  restoreEvent: 'analyst',
  removeExamples: 'analyst',
  createMission: 'analyst',
  updateMission: 'analyst',
  createActor: 'analyst',
  updateActor: 'analyst',
  createVisit: 'analyst',
  updateVisit: 'analyst',
  invite: 'admin',
  offerReset: 'admin',
  withdrawInvitation: 'admin',
  updateAccount: 'admin',
  createKey: 'viewer',
  revokeKey: 'viewer',
  endSession: 'viewer',
  endSessions: 'viewer',
};
