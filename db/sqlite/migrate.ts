import { readMigrationFiles } from 'drizzle-orm/migrator';
import { AppError } from '../model/errors';
import type { Connection } from './client';

/**
 * Brings the schema up to date in one immediate transaction, so that of two processes one migrates and the
 * other finds it done. Foreign keys are off meanwhile (in a transaction the switch does nothing, and
 * rebuilding a table would cascade into its children) and checked before the commit.
 * @throws AppError 'unavailable' where the database was written by a newer version.
 */
export function migrate(connection: Connection, folder: string): void {
  const known = readMigrationFiles({ migrationsFolder: folder });
  connection.pragma('foreign_keys = OFF');
  try {
    connection.transaction(() => apply(connection, known)).immediate();
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

function apply(connection: Connection, known: ReturnType<typeof readMigrationFiles>): void {
  connection.exec(
    'CREATE TABLE IF NOT EXISTS "migrations" ("position" integer PRIMARY KEY, "hash" text NOT NULL, "applied_at" integer NOT NULL)',
  );
  const applied = connection
    .prepare<[], string>('SELECT "hash" FROM "migrations" ORDER BY "position"')
    .pluck()
    .all();
  if (applied.some((hash, position) => known[position]?.hash !== hash)) {
    throw new AppError(
      'unavailable',
      'The database in DATA_DIR was written by another or a newer version of Chancery: start that version, or choose another DATA_DIR.',
    );
  }
  const note = connection.prepare('INSERT INTO "migrations" VALUES (?, ?, ?)');
  known.slice(applied.length).forEach((migration, index) => {
    for (const statement of migration.sql) connection.exec(statement);
    note.run(applied.length + index, migration.hash, Date.now());
  });
  const broken = connection.pragma('foreign_key_check');
  if (Array.isArray(broken) && broken.length > 0) throw new Error('A migration breaks a foreign key.');
}
