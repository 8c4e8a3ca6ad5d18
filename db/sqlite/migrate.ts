import { readMigrationFiles } from 'drizzle-orm/migrator';
import { AppError } from '../model/errors';
import { applicationId, type Connection } from './client';
import { unopenable } from './failures';

/**
 * Brings the schema up to date in one immediate transaction, so that of two processes one migrates and the
 * other finds it done. Foreign keys are off meanwhile (in a transaction the switch does nothing, and
 * rebuilding a table would cascade into its children) and checked before the commit: 3 s at 200,000 events,
 * so only where something was changed. A migration that fails leaves the file as it was.
 * @throws AppError 'unavailable' where the database was written by a newer version, or cannot be migrated.
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

type Migration = ReturnType<typeof readMigrationFiles>[number];

function apply(connection: Connection, known: Migration[]): void {
  connection.exec(
    'CREATE TABLE IF NOT EXISTS "migrations" ("position" integer PRIMARY KEY, "hash" text NOT NULL, "applied_at" integer NOT NULL)',
  );
  const applied = connection
    .prepare<[], string>('SELECT "hash" FROM "migrations" ORDER BY "position"')
    .pluck()
    .all();
  if (!isPrefix(applied, known)) {
    throw new AppError(
      'unavailable',
      'The database in DATA_DIR was written by another or a newer version of Chancery: start that version, or choose another DATA_DIR.',
    );
  }
  if (connection.pragma('application_id', { simple: true }) !== applicationId)
    connection.pragma(`application_id = ${applicationId}`);
  const missing = known.slice(applied.length);
  if (missing.length === 0) return;
  const note = connection.prepare('INSERT INTO "migrations" VALUES (?, ?, ?)');
  missing.forEach((migration, index) => {
    run(connection, migration);
    note.run(applied.length + index, migration.hash, Date.now());
  });
  const broken = connection.pragma('foreign_key_check');
  if (Array.isArray(broken) && broken.length > 0) {
    throw unmigratable(`${broken.length} rows refer to what is not there: ${JSON.stringify(broken[0])}`);
  }
}

function run(connection: Connection, migration: Migration): void {
  try {
    for (const statement of migration.sql) connection.exec(statement);
  } catch (error) {
    // Of a disk that is full or a damaged file the sentence is another.
    const known = unopenable(connection.name, error);
    throw known === error ? unmigratable(error) : known;
  }
}

function unmigratable(cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    'unavailable',
    `The database in DATA_DIR could not be upgraded to this version (${reason}) and is unchanged: start the previous version, and report this.`,
    { cause },
  );
}

/** Can this version of Chancery use the database, migrating it where it is older? */
export function isOfKnownVersion(connection: Connection, folder: string): boolean {
  const applied = connection
    .prepare<[], string>('SELECT "hash" FROM "migrations" ORDER BY "position"')
    .pluck()
    .all();
  return isPrefix(applied, readMigrationFiles({ migrationsFolder: folder }));
}

function isPrefix(applied: string[], known: readonly { hash: string }[]): boolean {
  return applied.every((hash, position) => known[position]?.hash === hash);
}
