import { randomBytes } from 'node:crypto';
import type { Db } from './client';
import { createEventCommands } from './event-commands';
import { createJournal } from './journal';
import { createReferenceCommands } from './reference-commands';
import { meta } from './schema';
import { createSeedCommands } from './seed-command';

/** Every command of the store by name: what the writer answers to. */
export function createCommands(db: Db) {
  const journal = createJournal(db);
  const eventCommands = createEventCommands(db, journal);
  const referenceCommands = createReferenceCommands(db, journal);
  const { seed, removeExamples } = createSeedCommands(db, journal, {
    ...eventCommands,
    ...referenceCommands,
  });
  const { remove: _, ...onEvents } = eventCommands;
  const { removeExampleReferences: __, ...onReferences } = referenceCommands;

  /** The epoch and the seal key are made once, with the database. */
  function identify(): void {
    const fresh = [
      { key: 'epoch', value: randomBytes(12).toString('base64url') },
      { key: 'seal key', value: randomBytes(32).toString('base64url') },
    ];
    db.insert(meta).values(fresh).onConflictDoNothing().run();
  }

  return { ...onEvents, ...onReferences, seed, removeExamples, identify };
}

export type Commands = ReturnType<typeof createCommands>;
